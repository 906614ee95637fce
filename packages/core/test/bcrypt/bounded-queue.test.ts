import { boundedQueue } from "../../src/bcrypt/bounded-queue.js";

/** A task that ends when it is told to. */
function task() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = jest.fn(() => promise);
  return { run, resolve, reject };
}

describe("a bounded queue", () => {
  it("runs so many at once, lets so many wait, and turns the rest away without starting them", async () => {
    const queue = boundedQueue(2);
    const tasks = Array.from({ length: 10 }, task);
    const outcomes = tasks.map(({ run }) => queue.run(run, 3));
    expect(await Promise.all(outcomes.slice(5))).toEqual(Array(5).fill("busy"));
    expect(started(tasks)).toBe(2);
    tasks.forEach(({ resolve }, index) => resolve(`result ${index}`));
    expect(await Promise.all(outcomes.slice(0, 5))).toEqual([0, 1, 2, 3, 4].map((n) => `result ${n}`));
    expect(started(tasks)).toBe(5);
  });

  it("starts the next in line when one ends, and never more", async () => {
    const queue = boundedQueue(2);
    const tasks = Array.from({ length: 5 }, task);
    const outcomes = tasks.map(({ run }) => queue.run(run, 3));
    for (const [ended, { resolve }] of tasks.entries()) {
      expect(started(tasks)).toBe(Math.min(5, 2 + ended));
      resolve("done");
      await outcomes[ended];
      await Promise.resolve();
    }
  });

  it("lets nobody slip in between one that ends and the next in line", async () => {
    const queue = boundedQueue(1);
    const [first, second, third] = [task(), task(), task()];
    const ended = queue.run(first.run, 1);
    const waiting = queue.run(second.run, 1);
    first.resolve("first");
    await ended;
    expect(second.run).toHaveBeenCalledTimes(1);
    const late = queue.run(third.run, 1);
    expect(third.run).not.toHaveBeenCalled();
    second.resolve("second");
    third.resolve("third");
    expect(await Promise.all([waiting, late])).toEqual(["second", "third"]);
  });

  it("gives the place of a task that fails to the next, and passes the failure on", async () => {
    const queue = boundedQueue(1);
    const [bad, good] = [task(), task()];
    const failed = expect(queue.run(bad.run, 1)).rejects.toThrow("broken");
    const outcome = queue.run(good.run, 1);
    bad.reject(new Error("broken"));
    good.resolve("good");
    await failed;
    expect(await outcome).toBe("good");
    await expect(
      queue.run(() => {
        throw new Error("at once");
      }, 1),
    ).rejects.toThrow("at once");
    expect(await queue.run(async () => "free again", 1)).toBe("free again");
  });

  it("without places to wait turns away whatever cannot run at once", async () => {
    const queue = boundedQueue(1);
    const only = task();
    const outcome = queue.run(only.run, 0);
    expect(await queue.run(task().run, 0)).toBe("busy");
    only.resolve("only");
    expect(await outcome).toBe("only");
  });
});

function started(tasks: readonly ReturnType<typeof task>[]): number {
  return tasks.filter(({ run }) => run.mock.calls.length > 0).length;
}
