import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { memoryLimiter } from "../../src/limits/memory-limiter.js";
import type { Limiter, RateLimit } from "../../src/limits/limiter.js";

const PER_MINUTE: RateLimit = { requests: 3, seconds: 60 };
const PER_SECOND: RateLimit = { requests: 3, seconds: 1 };

async function takeTimes(limiter: Limiter, name: string, limit: RateLimit, times: number) {
  let last = await limiter.take(name, limit);
  for (let taken = 1; taken < times; taken++) last = await limiter.take(name, limit);
  return last;
}

describe("memoryLimiter", () => {
  test("allows as many requests as the limit says, and then none", async () => {
    const limiter = memoryLimiter();
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await limiter.take("a", PER_MINUTE));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(answers.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
  });

  test("a hundred requests at the same moment take exactly the allowance", async () => {
    const limiter = memoryLimiter();
    const limit = { requests: 40, seconds: 60 };
    const answers = await Promise.all(Array.from({ length: 100 }, async () => limiter.take("a", limit)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(40);
  });

  test("names, windows and limiters do not share an allowance", async () => {
    const limiter = memoryLimiter();
    await takeTimes(limiter, "a", PER_MINUTE, 4);
    expect((await limiter.take("b", PER_MINUTE)).remaining).toBe(2);
    expect((await limiter.take("a", { requests: 3, seconds: 61 })).remaining).toBe(2);
    expect((await memoryLimiter().take("a", PER_MINUTE)).remaining).toBe(2);
  });

  test("names that look like a window and a name are names", async () => {
    const limiter = memoryLimiter();
    await takeTimes(limiter, "1 a", { requests: 3, seconds: 60 }, 3);
    expect((await limiter.look("a", { requests: 3, seconds: 60 })).remaining).toBe(3);
    expect((await limiter.look("60 1 a", { requests: 3, seconds: 60 })).remaining).toBe(3);
  });

  test("a limit that is raised or lowered within a window counts what was taken before", async () => {
    const limiter = memoryLimiter();
    await takeTimes(limiter, "a", PER_MINUTE, 3);
    expect(await limiter.take("a", { requests: 10, seconds: 60 })).toMatchObject({
      allowed: true,
      remaining: 6,
    });
    expect((await limiter.take("a", { requests: 2, seconds: 60 })).allowed).toBe(false);
  });

  test("a look takes nothing", async () => {
    const limiter = memoryLimiter();
    expect(await limiter.look("a", PER_MINUTE)).toEqual({ allowed: true, remaining: 3, resetMs: 0 });
    await limiter.take("a", PER_MINUTE);
    for (let i = 0; i < 10; i++) await limiter.look("a", PER_MINUTE);
    expect(await limiter.look("a", PER_MINUTE)).toMatchObject({ allowed: true, remaining: 2 });
    await takeTimes(limiter, "a", PER_MINUTE, 2);
    expect(await limiter.look("a", PER_MINUTE)).toMatchObject({ allowed: false, remaining: 0 });
  });

  test("tells how long the window still lasts, within the window's length", async () => {
    const limiter = memoryLimiter();
    const { resetMs } = await takeTimes(limiter, "a", PER_MINUTE, 4);
    expect(resetMs).toBeGreaterThan(0);
    expect(resetMs).toBeLessThanOrEqual(60_000);
  });

  test("a counter ends with its window, requests refused in between included", async () => {
    const limiter = memoryLimiter();
    const refused = await takeTimes(limiter, "a", PER_SECOND, 4);
    expect(refused.allowed).toBe(false);
    await sleep(refused.resetMs + 50);
    expect(await limiter.look("a", PER_SECOND)).toEqual({ allowed: true, remaining: 3, resetMs: 0 });
    expect(await limiter.take("a", PER_SECOND)).toMatchObject({ allowed: true, remaining: 2 });
  });

  test("a window longer than any timer still limits", async () => {
    const limiter = memoryLimiter();
    const limit = { requests: 1, seconds: 40 * 86_400 };
    await limiter.take("a", limit);
    await sleep(20);
    expect((await limiter.take("a", limit)).allowed).toBe(false);
  });

  test("a flood of names leaves a limited name limited while it is asked for, and itself is forgotten", async () => {
    const limiter = memoryLimiter();
    await takeTimes(limiter, "taken", PER_MINUTE, 4);
    await takeTimes(limiter, "looked", PER_MINUTE, 4);
    await limiter.take("first of the flood", PER_MINUTE);
    for (let name = 0; name < 150_000; name++) {
      void limiter.take(`junk ${name}`, PER_MINUTE);
      if (name % 1_000 > 0) continue;
      expect((await limiter.take("taken", PER_MINUTE)).allowed).toBe(false);
      expect((await limiter.look("looked", PER_MINUTE)).allowed).toBe(false);
    }
    expect((await limiter.look("first of the flood", PER_MINUTE)).remaining).toBe(3);
    expect((await limiter.look("junk 149999", PER_MINUTE)).remaining).toBe(2);
  });

  test("a million names cost a bounded amount of memory", async () => {
    const limiter = memoryLimiter();
    const before = heapMb();
    for (let name = 0; name < 1_000_000; name++) {
      void limiter.take(`address 2001:db8:${name}::/64`, PER_MINUTE);
      if (name % 10_000 === 0) await limiter.look("a", PER_MINUTE);
    }
    expect(heapMb() - before).toBeLessThan(120);
    expect((await limiter.take("a", PER_MINUTE)).allowed).toBe(true);
  });

  test("no timer holds the process", async () => {
    const before = holders();
    const limiter = memoryLimiter();
    await takeTimes(limiter, "a", PER_MINUTE, 4);
    expect(holders()).toEqual(before);
  });
});

/** Timers that keep the process alive. */
function holders(): readonly string[] {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout");
}

function heapMb(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}
