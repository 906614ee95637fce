import { LatchkeyError, type CreateKey } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { withWrongSecret } from "../forged-token.js";
import { localPush, SYSTEM, twoRings, type TwoRings } from "./two-rings.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A key that this process has in memory. */
async function warm(rings: TwoRings, fields: CreateKey = {}) {
  const { key, token } = await rings.other.create({ permissions: ["a:read"], ...fields }, SYSTEM);
  await rings.keyring.start();
  expect(await rings.keyring.verify(token)).toMatchObject({ ok: true });
  return { key, token, ref: { id: key.id } };
}

const UNAVAILABLE = { ok: false, reason: "store_unavailable", retryAfter: 1 };

describe("a token that was checked before", () => {
  it("is accepted at once, without a promise and without reading the store", async () => {
    const rings = twoRings();
    const { token, key } = await warm(rings);
    const reads = rings.reads();
    for (let request = 0; request < 100; request++)
      expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true, principal: { id: key.id } });
    expect(rings.reads()).toBe(reads);
    await rings.keyring.close();
  });

  it("gives the same principal each time, frozen", async () => {
    const rings = twoRings();
    const { token } = await warm(rings);
    const [one, two] = [rings.keyring.verifySync(token), rings.keyring.verifySync(token)];
    expect(one).toBe(two);
    expect(Object.isFrozen(one)).toBe(true);
    await rings.keyring.close();
  });

  it("is read from the store each time with `cache: false`", async () => {
    const rings = twoRings({ cache: false });
    const { token } = await warm(rings);
    const reads = rings.reads();
    expect(rings.keyring.verifySync(token)).toBeUndefined();
    await Promise.all(Array.from({ length: 5 }, () => rings.keyring.verify(token)));
    expect(rings.reads()).toBe(reads + 5);
  });

  it("is not confused with another token of the same key, which is refused without a read", async () => {
    const rings = twoRings();
    const { token } = await warm(rings);
    const reads = rings.reads();
    expect(rings.keyring.verifySync(withWrongSecret(token))).toBeUndefined();
    expect(await rings.keyring.verify(withWrongSecret(token))).toEqual({
      ok: false,
      reason: "invalid_token",
    });
    expect(rings.reads()).toBe(reads);
    await rings.keyring.close();
  });

  it("is read once, however many ask for it at the same moment", async () => {
    const rings = twoRings();
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    const verdicts = await Promise.all(Array.from({ length: 500 }, () => rings.keyring.verify(token)));
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    expect(rings.reads()).toBe(1);
    await rings.keyring.close();
  });

  it("expires and begins by the clock, while its row is in memory", async () => {
    const rings = twoRings();
    const now = rings.clock.now();
    const { token } = await warm(rings, { expiresAt: now + 1_000 });
    rings.clock.advance(999);
    expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true });
    rings.clock.advance(1);
    expect(rings.keyring.verifySync(token)).toEqual({ ok: false, reason: "key_expired" });
    await rings.keyring.close();
  });
});

describe("a revocation in the same process", () => {
  it("is obeyed by the first request after its acknowledgement", async () => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    await rings.keyring.revoke(ref, SYSTEM);
    expect(rings.keyring.verifySync(token)?.ok).not.toBe(true);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it("is obeyed by a request whose row was read before it and arrives after it", async () => {
    const rings = twoRings();
    const { key, token } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    rings.faults.holdReads = promise;
    const early = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    rings.faults.holdReads = null;
    await rings.keyring.revoke({ id: key.id }, SYSTEM);
    const late = rings.keyring.verify(token);
    resolve();
    expect(await late).toEqual({ ok: false, reason: "key_revoked" });
    expect(await early).toEqual({ ok: false, reason: "key_revoked" });
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it("is obeyed even when the connection was lost during its commit", async () => {
    const store = memoryStore();
    const rings = twoRings({}, store);
    const { token, ref } = await warm(rings);
    const { transact } = store;
    store.transact = async (work) => {
      await transact.call(store, work);
      throw new LatchkeyError("store_unavailable", "the connection was lost");
    };
    await expect(rings.keyring.revoke(ref, SYSTEM)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(rings.keyring.verifySync(token)?.ok).not.toBe(true);
    await rings.keyring.close();
  });

  it.each<[string, (rings: TwoRings, id: string) => Promise<unknown>]>([
    ["disabling", ({ keyring }, id) => keyring.update({ id }, { enabled: false }, SYSTEM)],
    ["rotating without overlap", ({ keyring }, id) => keyring.rotate({ id }, SYSTEM, { overlap: 0 })],
    [
      "an expiry in the past",
      ({ keyring, clock }, id) => keyring.update({ id }, { expiresAt: clock.now() }, SYSTEM),
    ],
  ])("%s works likewise", async (_, act) => {
    const rings = twoRings();
    const { token, key } = await warm(rings);
    await act(rings, key.id);
    expect(rings.keyring.verifySync(token)?.ok).not.toBe(true);
    expect((await rings.keyring.verify(token)).ok).toBe(false);
    await rings.keyring.close();
  });
});

describe("a revocation in another process", () => {
  it("is obeyed within half a second and a reading", async () => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    await rings.other.revoke(ref, SYSTEM);
    await rings.pass(500);
    expect(rings.keyring.verifySync(token)?.ok).not.toBe(true);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it("is obeyed at once where it is pushed", async () => {
    const rings = twoRings({ push: localPush() });
    const { token, ref } = await warm(rings);
    await rings.other.revoke(ref, SYSTEM);
    await rings.pass(25);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it("is obeyed by a process that was frozen meanwhile, in its first request", async () => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    await rings.other.revoke(ref, SYSTEM);
    rings.clock.advance(10_000);
    expect(rings.keyring.verifySync(token)).toBeUndefined();
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it.each([3_600_000, -3_600_000])("is obeyed when the clock is set by %i ms meanwhile", async (step) => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    rings.clock.set(rings.clock.now() + step);
    await rings.other.revoke(ref, SYSTEM);
    await rings.pass(500);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });

  it("is not undone by a row that was on its way when it was seen", async () => {
    const rings = twoRings();
    const { key, token } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    rings.faults.holdReads = promise;
    const early = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    await rings.other.revoke({ id: key.id }, SYSTEM);
    await rings.pass(500);
    rings.faults.holdReads = null;
    resolve();
    expect(await early).toEqual({ ok: false, reason: "key_revoked" });
    expect(rings.keyring.verifySync(token)?.ok).not.toBe(true);
    await rings.keyring.close();
  });
});

describe("a store that is down", () => {
  it("does not keep a confirmed key from working for three seconds, and nothing works after them", async () => {
    const rings = twoRings();
    const { token } = await warm(rings);
    rings.faults.down = new LatchkeyError("store_unavailable", "down");
    await rings.pass(3_000);
    expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true });
    rings.clock.advance(1);
    expect(rings.keyring.verifySync(token)).toBeUndefined();
    expect(await rings.keyring.verify(token)).toEqual(UNAVAILABLE);
    rings.faults.down = null;
    expect(await rings.keyring.verify(token)).toMatchObject({ ok: true });
    await rings.keyring.close();
  });

  it("refuses keys that are not in memory as 503, never as 401", async () => {
    const rings = twoRings();
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    rings.faults.silent = true;
    const verdict = rings.keyring.verify(token);
    await rings.pass(1_000);
    expect(await verdict).toEqual(UNAVAILABLE);
    await rings.keyring.close();
  });

  it("is asked by no more than two requests that hang, and one a second", async () => {
    const rings = twoRings();
    const tokens = await rings.other
      .createMany(
        Array.from({ length: 40 }, () => ({ permissions: [] })),
        SYSTEM,
      )
      .then((made) => made.map(({ token }) => token));
    await rings.keyring.start();
    rings.faults.silent = true;
    const [first, second, ...others] = tokens;
    const hung = [first, second].map((token) => rings.keyring.verify(token as string));
    await rings.pass(1_000);
    expect(await Promise.all(hung)).toEqual([UNAVAILABLE, UNAVAILABLE]);
    const reads = rings.reads();
    for (const token of others) expect(await rings.keyring.verify(token)).toEqual(UNAVAILABLE);
    expect(rings.reads()).toBe(reads);
    await rings.keyring.close();
  });

  it("does not make what it answers too late into a verdict", async () => {
    const rings = twoRings();
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    rings.faults.holdReads = promise;
    const verdict = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    // Frozen: no timer has fired, and the answer waits in the socket.
    rings.clock.advance(10_000);
    resolve();
    expect(await verdict).toEqual(UNAVAILABLE);
    await rings.keyring.close();
  });
});

describe("ids that do not exist", () => {
  it("are looked for once in two seconds", async () => {
    const rings = twoRings();
    await rings.keyring.start();
    const { token } = await twoRings().other.create({ permissions: [] }, SYSTEM);
    for (let request = 0; request < 20; request++)
      expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    expect(rings.reads()).toBe(1);
    await rings.pass(2_500);
    await rings.keyring.verify(token);
    expect(rings.reads()).toBe(2);
    await rings.keyring.close();
  });
});

describe("the older token of a rotation", () => {
  it("works from memory during the overlap, and not a moment longer", async () => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    const { token: newer } = await rings.keyring.rotate(ref, SYSTEM, { overlap: 60 });
    for (const each of [token, newer]) {
      expect(await rings.keyring.verify(each)).toMatchObject({ ok: true });
      expect(rings.keyring.verifySync(each)).toMatchObject({ ok: true });
    }
    rings.clock.advance(500);
    expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true });
    await rings.pass(59_500);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    expect(await rings.keyring.verify(newer)).toMatchObject({ ok: true });
    await rings.keyring.close();
  });

  it("is refused from memory when its overlap ends without a write", async () => {
    const rings = twoRings();
    const { token, ref } = await warm(rings);
    await rings.keyring.rotate(ref, SYSTEM, { overlap: 1 });
    await rings.keyring.verify(token);
    rings.clock.advance(999);
    expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true });
    rings.clock.advance(1);
    expect(rings.keyring.verifySync(token)).toEqual({ ok: false, reason: "invalid_token" });
    await rings.keyring.close();
  });
});
