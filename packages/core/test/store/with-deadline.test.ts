import { setImmediate as turn } from "node:timers/promises";

import { withDeadline } from "../../src/store/with-deadline.js";

const never = new Promise<never>(() => {});

describe("a deadline", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] }));
  afterEach(() => jest.useRealTimers());

  it("changes nothing about what comes in time, and leaves no timer behind", async () => {
    expect(await withDeadline(Promise.resolve("row"), 50)).toBe("row");
    await expect(withDeadline(Promise.reject(new Error("down")), 50)).rejects.toThrow("down");
    expect(jest.getTimerCount()).toBe(0);
  });

  it("waits as long as it was told, and then it is store_unavailable, to be tried again in a second", async () => {
    let outcome: unknown = "waiting";
    void withDeadline(never, 50).catch((error: unknown) => (outcome = error));
    await jest.advanceTimersByTimeAsync(49);
    expect(outcome).toBe("waiting");
    await jest.advanceTimersByTimeAsync(1);
    expect(outcome).toMatchObject({ name: "LatchkeyError", code: "store_unavailable", retryAfter: 1 });
    expect(jest.getTimerCount()).toBe(0);
  });

  // Jest fails a test during which a rejection found nobody.
  it("takes no notice of what comes later, be it an answer or a fault", async () => {
    const answer = Promise.withResolvers<string>();
    const fault = Promise.withResolvers<string>();
    const outcomes = Promise.allSettled([withDeadline(answer.promise, 50), withDeadline(fault.promise, 50)]);
    await jest.advanceTimersByTimeAsync(50);
    answer.resolve("late");
    fault.reject(new Error("late"));
    await turn();
    await turn();
    expect(await outcomes).toMatchObject([
      { status: "rejected", reason: { code: "store_unavailable" } },
      { status: "rejected", reason: { code: "store_unavailable" } },
    ]);
  });
});
