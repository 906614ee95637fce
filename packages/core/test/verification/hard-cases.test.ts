import { createKeyring, LatchkeyError, systemActor, type Limiter, type Push } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { withWrongSecret } from "../forged-token.js";
import { PEPPERS, SYSTEM, twoRings } from "./two-rings.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const OPEN = { allowed: true, remaining: 9, resetMs: 1_000 };
const LIMITED = { permissions: [], rateLimit: { requests: 10, seconds: 60 } };

/** A limiter that counts what is taken from it, and answers when it is told to. */
function slowLimiter() {
  const { promise, resolve } = Promise.withResolvers<typeof OPEN>();
  let taken = 0;
  const limiter: Limiter = { take: () => (taken++, promise), look: () => OPEN };
  return { limiter, taken: () => taken, answer: () => resolve(OPEN) };
}

describe("a limiter", () => {
  it("that does not answer makes a 503 when the time of the verification is over", async () => {
    const rings = twoRings({ limiter: slowLimiter().limiter });
    const { token } = await rings.other.create(LIMITED, SYSTEM);
    await rings.keyring.start();
    const verdict = rings.keyring.verify(token);
    await rings.pass(1_000);
    expect(await verdict).toEqual({ ok: false, reason: "busy", retryAfter: 1 });
    await rings.keyring.close();
  });

  it("is taken from once, however often the request has to be decided anew", async () => {
    const { limiter, taken, answer } = slowLimiter();
    const rings = twoRings({ limiter });
    const { token } = await rings.other.create(LIMITED, SYSTEM);
    await rings.keyring.start();
    const verdict = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    await rings.keyring.ownerChanged("somebody", SYSTEM);
    answer();
    expect(await verdict).toMatchObject({ ok: true, limit: { remaining: 9 } });
    expect(taken()).toBe(1);
    await rings.keyring.close();
  });

  it("does not let a key through that was revoked while it was asked", async () => {
    const { limiter, answer } = slowLimiter();
    const rings = twoRings({ limiter });
    const { token, key } = await rings.other.create(LIMITED, SYSTEM);
    await rings.keyring.start();
    const verdict = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    await rings.keyring.revoke({ id: key.id }, SYSTEM);
    answer();
    expect(await verdict).toEqual({ ok: false, reason: "key_revoked" });
    await rings.keyring.close();
  });
});

describe("a row that was long under way", () => {
  it("is joined by nobody after three quarters of a second, whatever the deadline", async () => {
    const rings = twoRings({ deadlines: { verify: 10_000 } });
    const { token, key } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    rings.faults.holdReads = promise;
    const early = rings.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(0);
    await rings.other.revoke({ id: key.id }, SYSTEM);
    rings.faults.down = new LatchkeyError("store_unavailable", "down");
    rings.clock.advance(4_000);
    const late = rings.keyring.verify(token);
    resolve();
    expect(await late).toEqual({ ok: false, reason: "store_unavailable", retryAfter: 1 });
    expect((await early).ok).toBe(false);
    await rings.keyring.close();
  });
});

describe("an address that was blocked", () => {
  const address = "192.0.2.7";

  it("hears the same for unknown ids and for wrong secrets of keys that are in memory", async () => {
    const rings = twoRings({ failures: { requests: 2, seconds: 60 } });
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    const { token: unknown } = await twoRings().other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    await rings.keyring.verify(token);
    for (let failure = 0; failure < 2; failure++) await rings.keyring.verify(unknown, { address });
    const refusals = [unknown, withWrongSecret(token)].map((each) => rings.keyring.verify(each, { address }));
    const [one, two] = await Promise.all(refusals);
    expect(one).toMatchObject({ reason: "too_many_failures" });
    expect(two).toEqual(one);
    expect(await rings.keyring.verify(token, { address })).toMatchObject({ ok: true });
    await rings.keyring.close();
  });

  it("is the same in IPv6 clothes, and blocks no other IPv4 address", async () => {
    const rings = twoRings({ failures: { requests: 2, seconds: 60 }, cache: false });
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    const wrong = withWrongSecret(token);
    for (const from of [`::ffff:${address}`, address]) await rings.keyring.verify(wrong, { address: from });
    for (const from of [`::ffff:${address}`, address])
      expect(await rings.keyring.verify(token, { address: from })).toMatchObject({
        reason: "too_many_failures",
      });
    expect(await rings.keyring.verify(token, { address: "::ffff:192.0.2.8" })).toMatchObject({ ok: true });
  });
});

describe("digests from under an older pepper", () => {
  const [older] = PEPPERS;
  const newer = { version: 2, secret: "pepper two, 32 bytes at the least" };

  it("are all made anew in the end, also those of keys that are only ever used from memory", async () => {
    const store = memoryStore();
    const made = await twoRings({}, store).other.createMany(
      Array.from({ length: 250 }, () => ({ permissions: [] })),
      SYSTEM,
    );
    const after = twoRings({ peppers: [newer, older as typeof newer] }, store);
    await after.keyring.start();
    for (let round = 0; round < 5; round++) {
      for (const { token } of made)
        expect(after.keyring.verifySync(token) ?? (await after.keyring.verify(token))).toMatchObject({
          ok: true,
        });
      await jest.advanceTimersByTimeAsync(10);
    }
    const keys = await store.scanKeys({ live: true, order: "number", within: { by: "all" }, limit: 1_000 });
    expect(keys.filter(({ digest }) => !digest.startsWith("hmac-sha256$v2$"))).toEqual([]);
    expect(after.writes()).toBe(250);
    await after.keyring.close();
  });

  it("are tried again after a store that was busy", async () => {
    const store = memoryStore();
    const { token, key } = await twoRings({}, store).other.create({ permissions: [] }, SYSTEM);
    const after = twoRings({ peppers: [newer, older as typeof newer] }, store);
    await after.keyring.start();
    const { transact } = store;
    store.transact = () => Promise.reject(new LatchkeyError("store_busy", "busy"));
    await after.keyring.verify(token);
    await jest.advanceTimersByTimeAsync(10);
    store.transact = transact;
    after.keyring.verifySync(token);
    await jest.advanceTimersByTimeAsync(10);
    expect((await store.findKey({ id: key.id }))?.digest).toMatch(/^hmac-sha256\$v2\$/);
    await after.keyring.close();
  });

  it("do not keep a keyring from closing, or its usage from being written, when the store hangs", async () => {
    const store = memoryStore();
    const { token, key } = await twoRings({}, store).other.create({ permissions: [] }, SYSTEM);
    const after = twoRings({ peppers: [newer, older as typeof newer] }, store);
    await after.keyring.start();
    store.transact = () => new Promise(() => {});
    await after.keyring.verify(token);
    const closing = after.keyring.close();
    await after.pass(5_000);
    await closing;
    const { lastUsed } = await store.readUsage({ keys: [key.id] });
    expect(lastUsed).toHaveLength(1);
  });
});

describe("a key that was purged", () => {
  it("leaves no last use behind, though it was used right before", async () => {
    const store = memoryStore();
    const rings = twoRings({}, store);
    const { token, key } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    await rings.keyring.verify(token, { address: "203.0.113.9" });
    await rings.keyring.revoke({ id: key.id }, SYSTEM);
    rings.clock.advance(1);
    await rings.keyring.purge({ revokedBefore: rings.clock.now() }, SYSTEM);
    await rings.keyring.close();
    expect((await store.readUsage({ keys: [key.id] })).lastUsed).toEqual([]);
  });
});

describe("a push that throws", () => {
  it("fails no verification and no write, and is reported once", async () => {
    const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
    const push: Push = {
      publish() {
        throw new Error("no redis");
      },
      subscribe() {
        throw new Error("no redis");
      },
    };
    const keyring = createKeyring({ store: memoryStore(), peppers: PEPPERS, push });
    const { token } = await keyring.create({ permissions: [] }, systemActor("test"));
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
    await jest.advanceTimersByTimeAsync(600);
    await keyring.verify(token);
    expect(keyring.verifySync(token)).toMatchObject({ ok: true });
    await keyring.close();
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe("a start", () => {
  it("does not hang where the store does", async () => {
    const store = memoryStore();
    store.survey = () => new Promise(() => {});
    const { keyring, pass } = twoRings({}, store);
    const started = keyring.start().catch((error: { code?: string }) => error.code);
    await pass(60_000);
    expect(await started).toBe("store_unavailable");
    await keyring.close();
  });
});

describe("a keyring that was closed", () => {
  it("does not start again, and says so", async () => {
    const { keyring } = twoRings();
    await keyring.close();
    await expect(keyring.start()).rejects.toThrow("was closed");
  });
});
