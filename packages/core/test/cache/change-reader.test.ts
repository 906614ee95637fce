import { changeReader } from "../../src/cache/change-reader.js";
import { LatchkeyError, type ChangeHint, type ChangeRecord, type KeyStore } from "../../src/index.js";
import { fakeClock } from "../../src/testing/index.js";

type Scan = Parameters<KeyStore["scanChanges"]>[0];

/** A chain that tests write and damage, and a reader of it whose readings a test lets happen. */
function setUp() {
  const clock = fakeClock();
  const chain: ChangeRecord[] = [];
  const scans: Scan[] = [];
  const applied: number[] = [];
  const listeners: ((hint: ChangeHint) => void)[] = [];
  let begins = 0;
  let resets = 0;
  let fault: Error | null = null;
  let held: Promise<void> | null = null;
  let watching = (): unknown => undefined;

  const reader = changeReader({
    clock,
    store: {
      async scanChanges(scan) {
        scans.push(scan);
        watching();
        if (held !== null) await held;
        if (fault !== null) throw fault;
        const rows = chain.filter(({ seq }) => scan.order === "seq-desc" || seq > (scan.after ?? -Infinity));
        return (scan.order === "seq" ? rows : rows.toReversed()).slice(0, scan.limit);
      },
    },
    push: {
      publish: () => undefined,
      subscribe(listener) {
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
    },
    apply: (changes) => applied.push(...changes.map(({ seq }) => seq)),
    begin: () => void begins++,
    reset: () => void resets++,
  });
  const write = (count: number, mark = "") => {
    for (let index = 0; index < count; index++) {
      const seq = (chain.at(-1)?.seq ?? 0) + 1;
      chain.push({ seq, hash: `${mark}${seq}`, action: "key.updated", target: `k${seq}` } as ChangeRecord);
    }
  };
  return {
    reader,
    clock,
    chain,
    scans,
    applied,
    listeners,
    write,
    begins: () => begins,
    resets: () => resets,
    fail: (error: Error | null) => void (fault = error),
    onScan: (watch: () => unknown) => void (watching = watch),
    hold(promise: Promise<void> | null) {
      held = promise;
    },
    /** Lets half a second pass, for the timer and for the clock. */
    async tick(milliseconds = 500) {
      clock.advance(milliseconds);
      await jest.advanceTimersByTimeAsync(milliseconds);
    },
  };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe("the reader of changes", () => {
  it("begins at the newest change, after everything kept so far was forgotten", async () => {
    const { reader, write, applied, begins, resets, scans } = setUp();
    write(3);
    expect(reader.isFresh()).toBe(false);
    await reader.start();
    expect(reader.isFresh()).toBe(true);
    expect(applied).toEqual([]);
    expect([begins(), resets()]).toEqual([1, 0]);
    expect(scans).toEqual([{ order: "seq-desc", within: { by: "all" }, limit: 1 }]);
    reader.stop();
  });

  it("brings what is new every half second, in order, each once", async () => {
    const { reader, write, applied, tick } = setUp();
    write(2);
    await reader.start();
    write(2);
    await tick();
    expect(applied).toEqual([3, 4]);
    write(1);
    await tick();
    await tick();
    expect(applied).toEqual([3, 4, 5]);
    reader.stop();
  });

  it("begins with an empty store, too", async () => {
    const { reader, write, applied, tick, resets } = setUp();
    await reader.start();
    write(2);
    await tick();
    expect(applied).toEqual([1, 2]);
    expect(resets()).toBe(0);
    reader.stop();
  });

  it("reads on at once when there is more than a page", async () => {
    const { reader, write, applied, tick } = setUp();
    await reader.start();
    write(2_500);
    await tick();
    expect(applied).toHaveLength(2_500);
    reader.stop();
  });

  it.each<[string, (chain: ChangeRecord[]) => void]>([
    ["was restored from a backup", (chain) => void chain.splice(2)],
    [
      "was restored and written to since, up to the same seq",
      (chain) => {
        chain.splice(2);
        chain.push({ seq: 3, hash: "other 3" } as ChangeRecord, { seq: 4, hash: "other 4" } as ChangeRecord);
      },
    ],
    ["was pruned past where it stood", (chain) => void chain.splice(0, 6)],
    ["has a gap", (chain) => void chain.splice(5, 1)],
    ["was emptied", (chain) => void chain.splice(0)],
  ])("forgets everything when history %s, and goes on from there", async (_, damage) => {
    const { reader, chain, write, applied, tick, resets } = setUp();
    write(4);
    await reader.start();
    write(4);
    damage(chain);
    await tick();
    expect(resets()).toBe(1);
    expect(applied).toEqual([]);
    expect(reader.isFresh()).toBe(true);
    write(1);
    const { seq } = chain.at(-1) as ChangeRecord;
    await tick();
    expect(applied).toEqual([seq]);
    reader.stop();
  });

  it("is fresh for three seconds after the last success was sent", async () => {
    const { reader, clock, fail, tick } = setUp();
    await reader.start();
    fail(new LatchkeyError("store_unavailable", "down"));
    for (let half = 0; half < 6; half++) await tick();
    expect(reader.isFresh()).toBe(true);
    clock.advance(1);
    expect(reader.isFresh()).toBe(false);
    fail(null);
    await tick();
    expect(reader.isFresh()).toBe(true);
    reader.stop();
  });

  it("counts from when a reading was sent, not from when its answer came", async () => {
    const { reader, clock, hold, tick } = setUp();
    await reader.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    await tick();
    // The process is frozen while the answer waits in its socket.
    clock.advance(10_000);
    hold(new Promise(() => {}));
    resolve();
    await jest.advanceTimersByTimeAsync(0);
    expect(reader.isFresh()).toBe(false);
    reader.stop();
  });

  it("reads again at once after an answer that was long under way", async () => {
    const { reader, clock, hold, tick, scans } = setUp();
    await reader.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    await tick();
    clock.advance(10_000);
    const before = scans.length;
    hold(null);
    resolve();
    await jest.advanceTimersByTimeAsync(0);
    expect(scans).toHaveLength(before + 1);
    expect(reader.isFresh()).toBe(true);
    reader.stop();
  });

  it("never has two readings under way, whatever hints arrive, and reads once more behind them", async () => {
    const { reader, listeners, write, hold, scans, applied, tick } = setUp();
    await reader.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    write(1);
    for (let hint = 0; hint < 100; hint++) {
      listeners[0]?.({ seq: 1 });
      await tick(25);
    }
    expect(scans).toHaveLength(2);
    hold(null);
    resolve();
    await jest.advanceTimersByTimeAsync(0);
    expect(scans).toHaveLength(3);
    expect(applied).toEqual([1]);
    reader.stop();
  });

  it("reads at once on a hint of something new, and not on one of what it knows", async () => {
    const { reader, listeners, write, scans, applied, tick } = setUp();
    write(3);
    await reader.start();
    await tick(25);
    listeners[0]?.({ seq: 3 });
    await jest.advanceTimersByTimeAsync(0);
    expect(scans).toHaveLength(1);
    write(1);
    listeners[0]?.({ seq: 4 });
    await jest.advanceTimersByTimeAsync(0);
    expect(applied).toEqual([4]);
    reader.stop();
  });

  it("takes a forged hint for a reason to look, and no more", async () => {
    const { reader, listeners, applied, resets } = setUp();
    await reader.start();
    listeners[0]?.({ seq: Number.POSITIVE_INFINITY });
    listeners[0]?.({ seq: Number.NaN });
    await jest.advanceTimersByTimeAsync(0);
    expect(applied).toEqual([]);
    expect(resets()).toBe(0);
    reader.stop();
  });

  it("reads no more often than every 25 ms, however many hints are sent", async () => {
    const { reader, listeners, scans, tick } = setUp();
    await reader.start();
    for (let ms = 0; ms < 400; ms++) {
      for (let hint = 0; hint < 10; hint++) listeners[0]?.({ seq: Number.POSITIVE_INFINITY });
      await tick(1);
    }
    expect(scans.length).toBeGreaterThan(10);
    expect(scans.length).toBeLessThanOrEqual(17);
    reader.stop();
  });

  it("is not fresh by the first of several pages: what it does not know yet is on the others", async () => {
    const { reader, clock, scans, write, onScan, tick } = setUp();
    write(1);
    await reader.start();
    write(1_500);
    clock.advance(4_000);
    const fresh: boolean[] = [];
    const { length } = scans;
    onScan(() => fresh.push(reader.isFresh()));
    await tick();
    expect(scans).toHaveLength(length + 2);
    expect(fresh).toEqual([false, false]);
    expect(reader.isFresh()).toBe(true);
    reader.stop();
  });

  it("rejects the start when the first reading fails, and goes on trying", async () => {
    const { reader, fail, tick } = setUp();
    fail(new LatchkeyError("store_unavailable", "down"));
    await expect(reader.start()).rejects.toMatchObject({ code: "store_unavailable" });
    fail(null);
    await tick();
    expect(reader.isFresh()).toBe(true);
    await reader.start();
    reader.stop();
  });

  it("goes on when a store never answers", async () => {
    const { reader, hold, tick } = setUp();
    await reader.start();
    hold(new Promise(() => {}));
    await tick();
    hold(null);
    await tick(10_500);
    expect(reader.isFresh()).toBe(true);
    reader.stop();
  });

  it("leaves nothing running when it is stopped, also amid a reading, and is not fresh any more", async () => {
    const { reader, hold, listeners, scans, applied, write, tick } = setUp();
    await reader.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    write(1);
    await tick(25);
    listeners[0]?.({ seq: 1 });
    listeners[0]?.({ seq: 1 });
    reader.stop();
    resolve();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(reader.isFresh()).toBe(false);
    expect(applied).toEqual([]);
    expect(scans).toHaveLength(2);
    expect(listeners).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
