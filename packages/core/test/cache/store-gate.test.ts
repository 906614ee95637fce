import { storeGate } from "../../src/cache/store-gate.js";
import { fakeClock } from "../../src/testing/index.js";

const never = () => new Promise<never>(() => {});

function setUp() {
  const clock = fakeClock();
  const gate = storeGate(clock);
  let reads = 0;
  return {
    clock,
    reads: () => reads,
    pass<T>(read: () => T | Promise<T>, milliseconds = 100) {
      return gate.pass(() => {
        reads++;
        return read();
      }, milliseconds);
    },
  };
}

const code = (answer: unknown) =>
  Promise.resolve(answer).then(
    () => "passed",
    (error: { code?: string }) => error.code,
  );

/** A gate with two reads that never end, at the moment at which it lets a probe through. */
async function setUpForProbe() {
  const gate = setUp();
  const { pass, clock } = gate;
  const hung = [code(pass(never)), code(pass(never))];
  await jest.advanceTimersByTimeAsync(100);
  await Promise.all(hung);
  await code(pass(never));
  clock.advance(1_000);
  return gate;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe("the gate to the store", () => {
  it("lets reads through, and what they resolve and reject with", async () => {
    const { pass } = setUp();
    await expect(pass(async () => 7)).resolves.toBe(7);
    await expect(pass(() => Promise.reject(new RangeError("odd")))).rejects.toThrow(RangeError);
  });

  it("has 64 reads in flight at most; one more is busy, and none once one has ended", async () => {
    const { pass, reads } = setUp();
    const { promise, resolve } = Promise.withResolvers<null>();
    const passing = Array.from({ length: 64 }, async () => pass(() => promise));
    expect(await code(pass(never))).toBe("busy");
    expect(reads()).toBe(64);
    resolve(null);
    await Promise.all(passing);
    expect(await code(pass(async () => 1))).toBe("passed");
  });

  it("asks no more when two reads are overdue, but answers at once", async () => {
    const { pass, reads } = setUp();
    const first = [code(pass(never)), code(pass(never))];
    await jest.advanceTimersByTimeAsync(100);
    expect(await Promise.all(first)).toEqual(["store_unavailable", "store_unavailable"]);
    for (let request = 0; request < 50; request++) expect(await code(pass(never))).toBe("store_unavailable");
    expect(reads()).toBe(2);
  });

  it("probes once a second, never while a probe is under way", async () => {
    const { pass, reads, clock } = setUp();
    const hung = [code(pass(never)), code(pass(never))];
    await jest.advanceTimersByTimeAsync(100);
    await Promise.all(hung);
    expect(await code(pass(never))).toBe("store_unavailable");
    clock.advance(1_000);
    const probe = code(pass(never));
    expect(reads()).toBe(3);
    await jest.advanceTimersByTimeAsync(100);
    expect(await probe).toBe("store_unavailable");
    clock.advance(9_999);
    expect(await code(pass(never))).toBe("store_unavailable");
    expect(reads()).toBe(3);
  });

  it("probes again beside a probe that has hung for ten seconds", async () => {
    const { pass, clock } = await setUpForProbe();
    const probe = code(pass(never));
    await jest.advanceTimersByTimeAsync(100);
    await probe;
    clock.advance(10_000);
    expect(await code(pass(async () => 1))).toBe("passed");
    expect(await code(pass(async () => 1))).toBe("passed");
  });

  it("opens again when the store answers what was overdue", async () => {
    const { pass, reads } = setUp();
    const { promise, resolve } = Promise.withResolvers<null>();
    const hung = [code(pass(() => promise)), code(pass(() => promise))];
    await jest.advanceTimersByTimeAsync(100);
    await Promise.all(hung);
    expect(await code(pass(async () => 1))).toBe("store_unavailable");
    resolve(null);
    await jest.advanceTimersByTimeAsync(0);
    expect(await code(pass(async () => 1))).toBe("passed");
    expect(reads()).toBe(3);
  });

  it("lets all through once a probe has succeeded, though older reads never end", async () => {
    const { pass, reads } = await setUpForProbe();
    for (let request = 0; request < 20; request++) expect(await code(pass(async () => 1))).toBe("passed");
    expect(reads()).toBe(22);
  });

  it("passes on at once what is answered at once, however much is in flight behind it", async () => {
    const { pass, reads } = setUp();
    for (let read = 0; read < 200; read++) expect(pass(() => read)).toBe(read);
    expect(jest.getTimerCount()).toBe(0);
    const passing = Array.from({ length: 64 }, () => code(pass(never)));
    expect(reads()).toBe(264);
    expect(await code(pass(() => 1))).toBe("busy");
    await jest.advanceTimersByTimeAsync(100);
    await Promise.all(passing);
  });

  it("lets all through once a probe was answered at once", async () => {
    const { pass } = await setUpForProbe();
    for (let request = 0; request < 20; request++) expect(pass(() => request)).toBe(request);
  });
});
