import { usageCollector } from "../../src/usage/usage-collector.js";
import { slowUsageStore, type SlowUsageStore } from "./slow-usage-store.js";

const HOUR = 3_600_000;
const TEN = Date.UTC(2026, 0, 1, 10);
const SOON = 50;

function collecting() {
  const store = slowUsageStore();
  return { store, usage: usageCollector(store) };
}

function acceptedBy(store: SlowUsageStore): number {
  return store.batches.flatMap(({ hours }) => hours).reduce((sum, { accepted }) => sum + accepted, 0);
}

describe("a flush that fails", () => {
  test("keeps its counts, which the next one writes together with newer ones", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, { address: "old" }, true);
    usage.refused("a", TEN);
    store.fail();
    await usage.flush();
    usage.accepted("a", TEN + 2_000, { address: "new" }, false);
    usage.accepted("a", TEN + HOUR, { address: "newest" }, false);
    await usage.flush();
    store.recover();
    await usage.flush();
    expect(store.batches).toHaveLength(1);
    expect(store.batches[0]?.hours).toHaveLength(2);
    expect(store.batches[0]?.hours).toEqual(
      expect.arrayContaining([
        { keyId: "a", hour: TEN, accepted: 2, refused: 1 },
        { keyId: "a", hour: TEN + HOUR, accepted: 1, refused: 0 },
      ]),
    );
    expect(store.batches[0]?.lastUsed).toEqual([
      { keyId: "a", at: TEN + HOUR, address: "newest", userAgent: null, oldSecretAt: TEN },
    ]);
  });

  test("is merged with what was gathered while it was under way", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, { address: "old" }, true);
    usage.refused("a", TEN);
    store.hang();
    const failing = usage.flush();
    usage.accepted("a", TEN + 1, { address: "new" }, false);
    usage.accepted("a", TEN + HOUR, { address: "newest" }, false);
    await new Promise((resolve) => setTimeout(resolve, SOON));
    store.recover("reject");
    await failing;
    await usage.flush();
    expect(store.batches).toEqual([
      {
        hours: [
          { keyId: "a", hour: TEN + HOUR, accepted: 1, refused: 0 },
          { keyId: "a", hour: TEN, accepted: 2, refused: 1 },
        ],
        lastUsed: [{ keyId: "a", at: TEN + HOUR, address: "newest", userAgent: null, oldSecretAt: TEN }],
      },
    ]);
  });

  test("does not move a last use back when the clock was set back meanwhile", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, { address: "new" }, true);
    store.hang();
    const failing = usage.flush();
    usage.accepted("a", TEN - HOUR, { address: "old" }, true);
    await new Promise((resolve) => setTimeout(resolve, SOON));
    store.recover("reject");
    await failing;
    await usage.flush();
    expect(store.batches[0]?.lastUsed).toEqual([
      { keyId: "a", at: TEN, address: "new", userAgent: null, oldSecretAt: TEN },
    ]);
  });

  test("writes again only what was not written", async () => {
    const { store, usage } = collecting();
    for (let key = 0; key < 1_200; key++) usage.accepted(`key ${key}`, TEN, {}, false);
    const addUsage = store.addUsage;
    store.addUsage = (batch) => {
      if (store.seen.calls === 1) store.fail();
      return addUsage(batch);
    };
    await usage.flush();
    expect(acceptedBy(store)).toBe(500);
    store.addUsage = addUsage;
    store.recover();
    await usage.flush();
    expect(acceptedBy(store)).toBe(1_200);
  });

  test("is no unhandled rejection, also when the store throws at once", async () => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    const usage = usageCollector({
      addUsage: () => {
        throw new Error("at once");
      },
    });
    usage.accepted("a", TEN, {}, false);
    await usage.flush();
    await usage.close();
    await new Promise((resolve) => setTimeout(resolve, SOON));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("keeps the latest 24 hours of a key", async () => {
    const { store, usage } = collecting();
    store.fail();
    for (let hour = 0; hour < 30; hour++) {
      usage.accepted("a", TEN + hour * HOUR, {}, false);
      await usage.flush();
    }
    store.recover();
    await usage.flush();
    const hours = store.batches.flatMap((batch) => batch.hours.map(({ hour }) => hour));
    expect(hours.sort()).toEqual(Array.from({ length: 24 }, (_, index) => TEN + (index + 6) * HOUR));
  });

  test("drops the counts that waited the longest beyond 100,000 keys, with one warning", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const { store, usage } = collecting();
    store.fail();
    for (let key = 0; key < 60_000; key++) usage.accepted(`old ${key}`, TEN, {}, false);
    await usage.flush();
    for (let key = 0; key < 60_000; key++) usage.accepted(`new ${key}`, TEN, {}, false);
    await usage.flush();
    usage.accepted("newest", TEN, {}, false);
    store.recover();
    await usage.flush();
    const keys = store.batches.flatMap(({ hours }) => hours.map(({ keyId }) => keyId));
    expect(keys).toHaveLength(100_000);
    expect(keys).toContain("newest");
    expect(keys).toContain("new 0");
    expect(keys).not.toContain("old 0");
    expect(warnings).toHaveBeenCalledTimes(1);
    warnings.mockRestore();
  });
});

describe("a flush that does not end", () => {
  test("is the only one under way, and what comes meanwhile goes with the next one", async () => {
    const { store, usage } = collecting();
    store.hang();
    usage.accepted("a", TEN, {}, false);
    const first = usage.flush();
    usage.accepted("a", TEN + 1, {}, false);
    const others = [usage.flush(), usage.flush(), usage.close()];
    await new Promise((resolve) => setTimeout(resolve, SOON));
    expect(store.seen.calls).toBe(1);
    store.recover();
    await Promise.all([first, ...others]);
    expect(store.seen).toEqual({ calls: 2, together: 1 });
    expect(store.batches.map(({ hours }) => hours[0]?.accepted)).toEqual([1, 1]);
  });

  test("keeps neither a flush nor a close waiting for ever, and loses nothing when it fails at last", async () => {
    const { store, usage } = collecting();
    store.hang();
    usage.accepted("a", TEN, {}, false);
    await usage.flush();
    usage.accepted("a", TEN + 1, {}, false);
    await usage.close();
    expect(store.seen.calls).toBe(1);
    store.recover("reject");
    await usage.flush();
    expect(acceptedBy(store)).toBe(2);
  });
});

describe("the timer", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("flushes every ten seconds from the start until the close, which flushes once more", async () => {
    const { store, usage } = collecting();
    usage.accepted("a", TEN, {}, false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.seen.calls).toBe(0);
    usage.start();
    usage.start();
    await jest.advanceTimersByTimeAsync(9_999);
    expect(store.seen.calls).toBe(0);
    await jest.advanceTimersByTimeAsync(2);
    expect(store.batches).toHaveLength(1);
    usage.accepted("b", TEN, {}, false);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(store.batches).toHaveLength(2);
    usage.accepted("c", TEN, {}, false);
    const closed = usage.close();
    await jest.advanceTimersByTimeAsync(1);
    await closed;
    expect(store.batches).toHaveLength(3);
    usage.accepted("d", TEN, {}, false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(store.batches).toHaveLength(3);
  });

  test("begins no second flush while one is under way", async () => {
    const { store, usage } = collecting();
    store.hang();
    usage.start();
    for (let second = 0; second < 60; second++) {
      usage.accepted("a", TEN, {}, false);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(store.seen.calls).toBe(1);
    store.recover();
    await jest.advanceTimersByTimeAsync(10_001);
    expect(store.seen).toEqual({ calls: 2, together: 1 });
    expect(acceptedBy(store)).toBe(60);
    const closed = usage.close();
    await jest.advanceTimersByTimeAsync(1);
    await closed;
  });

  test("does not hold the process", async () => {
    jest.useRealTimers();
    const holders = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout");
    const { usage } = collecting();
    const before = holders();
    usage.start();
    expect(holders()).toEqual(before);
    await usage.close();
    expect(holders()).toEqual(before);
  });
});
