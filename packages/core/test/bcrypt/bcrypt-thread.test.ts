import { readFileSync, readdirSync } from "node:fs";
import { Worker } from "node:worker_threads";

import bcrypt from "bcrypt";

import { bcryptThread } from "../../src/bcrypt/bcrypt-thread.js";
import { startWorker } from "../../src/bcrypt/start-worker.js";

const start = jest.fn(startWorker);
const ended = jest.spyOn(Worker.prototype, "terminate");

/** What keeps this process from ending, of the kind that threads are. */
const holding = () => process.getActiveResourcesInfo().filter((kind) => kind === "MessagePort").length;

describe("the thread of bcrypt", () => {
  beforeEach(() => jest.clearAllMocks());
  afterEach(() => jest.useRealTimers());

  it("computes what bcrypt computes, all calls on one thread", async () => {
    const { run } = bcryptThread(start);
    const hash = (await run(["hashSync", "data", 4])) as string;
    expect(await bcrypt.compare("data", hash)).toBe(true);
    expect(await run(["compareSync", "data", hash])).toBe(true);
    expect(await run(["compareSync", "other", hash])).toBe(false);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it("answers several calls each with its own result", async () => {
    const { run } = bcryptThread(start);
    const made = await Promise.all([4, 6, 4, 5].map((rounds) => run(["hashSync", "data", rounds])));
    expect(made.map((hash) => String(hash).slice(0, 7))).toEqual([
      "$2b$04$",
      "$2b$06$",
      "$2b$04$",
      "$2b$05$",
    ]);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it("takes nothing for an answer but the answer", async () => {
    const { run } = bcryptThread(start);
    const hash = (await run(["hashSync", "data", 4])) as string;
    const answers = ["data", "other"].map((data) => run(["compareSync", data, hash]));
    const [begun] = start.mock.results;
    for (const message of [
      "ready",
      null,
      undefined,
      {},
      { number: 0, result: true },
      { number: 99, result: true },
    ])
      (begun?.value as Worker).emit("message", message);
    expect(await Promise.all(answers)).toEqual([true, false]);
  });

  it("is not started before it is needed, and holds the process only while it works", async () => {
    const { run } = bcryptThread(start);
    expect(start).not.toHaveBeenCalled();
    for (const _ of [1, 2]) {
      // Those of other test files; they only become fewer.
      const others = holding();
      const answer = run(["hashSync", "data", 4]);
      expect(holding()).toBe(others + 1);
      await answer;
      expect(holding()).toBeLessThanOrEqual(others);
    }
  });

  it("ends when it had nothing to do for ten seconds, and the next call starts another", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "performance", "Date"] });
    const { run } = bcryptThread(start);
    await run(["hashSync", "data", 4]);
    jest.advanceTimersByTime(9_999);
    await run(["hashSync", "data", 4]);
    jest.advanceTimersByTime(9_999);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(await run(["hashSync", "data", 4])).toMatch(/^\$2b\$04\$/);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it("gives nothing for what bcrypt refuses, and goes on", async () => {
    const { run } = bcryptThread(start);
    expect(await run(["hashSync", null as never, 4])).toBeUndefined();
    expect(await run(["hashSync", "data", 4])).toMatch(/^\$2b\$04\$/);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it("gives nothing when it ends over its work, and the next call starts another", async () => {
    const { run } = bcryptThread(start);
    await run(["hashSync", "data", 4]);
    const answer = run(["hashSync", "data", 10]);
    const [first] = start.mock.results;
    void (first?.value as Worker).terminate();
    expect(await answer).toBeUndefined();
    expect(await run(["hashSync", "data", 4])).toMatch(/^\$2b\$04\$/);
  });

  it.each<[string, () => Worker]>([
    [
      "cannot be started",
      () => {
        throw new Error("no threads here");
      },
    ],
    ["ends before it answers", () => new Worker("process.exit(1)", { eval: true })],
    ["throws before it answers", () => new Worker("throw new Error('no bcrypt here')", { eval: true })],
  ])("gives nothing where it %s, and is not tried again", async (_, starting) => {
    start.mockImplementationOnce(starting);
    const { run } = bcryptThread(start);
    expect(await run(["hashSync", "data", 4])).toBeUndefined();
    expect(await run(["hashSync", "data", 4])).toBeUndefined();
    expect(start).toHaveBeenCalledTimes(1);
  });

  (process.platform === "linux" ? it : it.skip)("lets every other thread go first", async () => {
    await bcryptThread(start).run(["hashSync", "data", 4]);
    const low = readdirSync("/proc/self/task").filter((thread) => niceness(thread) === 10);
    expect(low.length).toBeGreaterThan(0);
    expect(low.map(nameOf)).toEqual(low.map(() => "latchkey bcrypt"));
    expect(niceness(String(process.pid))).toBe(0);
  });
});

function niceness(thread: string): number {
  const stat = readFileSync(`/proc/self/task/${thread}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
}

function nameOf(thread: string): string {
  return readFileSync(`/proc/self/task/${thread}/comm`, "utf8").trim();
}
