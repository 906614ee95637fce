import type { Owner } from "../../src/index.js";
import { LatchkeyError } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { withWrongSecret } from "../forged-token.js";
import { SYSTEM, twoRings, type TwoRings } from "./two-rings.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe("an owner", () => {
  const owners = new Map<string, Owner>();
  const ask = jest.fn(async (ownerId: string) => owners.get(ownerId) ?? null);
  let rings: TwoRings;
  let token: string;

  beforeEach(async () => {
    ask.mockClear();
    owners.clear();
    owners.set("ann", { active: true, permissions: ["a:read"] });
    rings = twoRings({ owners: ask });
    ({ token } = await rings.other.create({ orgId: "acme", ownerId: "ann", inherits: true }, SYSTEM));
    await rings.keyring.start();
  });
  afterEach(() => rings.keyring.close());

  it("gives an inheriting key the permissions of the moment", async () => {
    expect(await rings.keyring.verify(token)).toMatchObject({ principal: { permissions: ["a:read"] } });
    owners.set("ann", { active: true, permissions: ["a:read", "a:write"] });
    await rings.other.ownerChanged("ann", SYSTEM);
    await rings.pass(500);
    expect(await rings.keyring.verify(token)).toMatchObject({
      principal: { permissions: ["a:read", "a:write"] },
    });
  });

  it.each([null, { active: false, permissions: ["*:*"] }])("that is %j takes its keys along", async (now) => {
    if (now === null) owners.delete("ann");
    else owners.set("ann", now);
    await rings.keyring.ownerChanged("ann", SYSTEM);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "owner_inactive" });
    expect(rings.keyring.verifySync(token)).toEqual({ ok: false, reason: "owner_inactive" });
  });

  it("keeps warm requests synchronous, though it is asked again in the background", async () => {
    await rings.keyring.verify(token);
    const asked = ask.mock.calls.length;
    rings.clock.advance(1_500);
    expect(rings.keyring.verifySync(token)).toMatchObject({ ok: true });
    await jest.advanceTimersByTimeAsync(0);
    expect(ask.mock.calls.length).toBe(asked + 1);
  });

  it("that cannot be asked is a 503, and no rejection that nobody hears", async () => {
    jest.spyOn(process, "emitWarning").mockReturnValue();
    await rings.keyring.verify(token);
    ask.mockRejectedValue(new Error("directory down"));
    rings.clock.advance(3_001);
    await rings.pass(500);
    await rings.keyring.verify(token);
    rings.clock.advance(1);
    expect(rings.keyring.verifySync(token)).toBeUndefined();
    expect(await rings.keyring.verify(token)).toMatchObject({ ok: false, reason: "identity_unavailable" });
    ask.mockImplementation(async (ownerId) => owners.get(ownerId) ?? null);
    jest.restoreAllMocks();
  });
});

describe("a key that is bound to networks", () => {
  it("works from within them, and from nowhere else, in memory and out of it", async () => {
    const rings = twoRings();
    const fields = { permissions: [], allowedNetworks: ["10.0.0.0/8", "2001:db8::/32"] };
    const { token } = await rings.other.create(fields, SYSTEM);
    await rings.keyring.start();
    const refused = { ok: false, reason: "network_not_allowed" };
    for (const address of ["192.0.2.1", "11.0.0.1", "2001:db9::1", "", "10.0.0.1.evil", undefined])
      expect(await rings.keyring.verify(token, { address })).toEqual(refused);
    for (const address of ["10.200.0.1", "2001:db8:ffff::1"]) {
      expect(await rings.keyring.verify(token, { address })).toMatchObject({ ok: true });
      expect(rings.keyring.verifySync(token, { address })).toMatchObject({ ok: true });
    }
    expect(rings.keyring.verifySync(token, { address: "192.0.2.1" })).toEqual(refused);
    expect(rings.keyring.verifySync(token)).toEqual(refused);
    await rings.keyring.close();
  });

  it("says nothing of them to a wrong secret", async () => {
    const rings = twoRings();
    const { token } = await rings.other.create({ permissions: [], allowedNetworks: ["10.0.0.0/8"] }, SYSTEM);
    expect(await rings.keyring.verify(withWrongSecret(token), { address: "10.0.0.1" })).toEqual({
      ok: false,
      reason: "invalid_token",
    });
    await rings.keyring.close();
  });
});

describe("a key's own limit", () => {
  it("refuses what goes beyond it, says until when, and counts each request once", async () => {
    const rings = twoRings();
    const rateLimit = { requests: 3, seconds: 60 };
    const { token } = await rings.other.create({ permissions: [], rateLimit }, SYSTEM);
    await rings.keyring.start();
    const left: unknown[] = [];
    for (let request = 0; request < 3; request++) {
      expect(rings.keyring.verifySync(token)).toBeUndefined();
      const verdict = await rings.keyring.verify(token);
      expect(verdict).toMatchObject({ ok: true, limit: rateLimit });
      left.push(verdict.limit?.remaining);
    }
    expect(left).toEqual([2, 1, 0]);
    const refusal = await rings.keyring.verify(token);
    expect(refusal).toMatchObject({ ok: false, reason: "rate_limited", limit: { remaining: 0 } });
    expect((refusal as { retryAfter: number }).retryAfter).toBeGreaterThanOrEqual(1);
    await rings.keyring.close();
  });

  it("is not used up by wrong secrets, nor by what is refused before it", async () => {
    const rings = twoRings();
    const { key, token } = await rings.keyring.create(
      { permissions: [], rateLimit: { requests: 1, seconds: 60 } },
      SYSTEM,
    );
    await rings.keyring.verify(withWrongSecret(token));
    await rings.keyring.update({ id: key.id }, { enabled: false }, SYSTEM);
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_disabled" });
    await rings.keyring.update({ id: key.id }, { enabled: true }, SYSTEM);
    expect(await rings.keyring.verify(token)).toMatchObject({ ok: true });
    expect(await rings.keyring.verify(token)).toMatchObject({ reason: "rate_limited" });
    await rings.keyring.close();
  });
});

describe("an address that fails again and again", () => {
  const address = "192.0.2.7";

  it("is refused before the store is read, while keys in memory go on working from it", async () => {
    const rings = twoRings({ failures: { requests: 5, seconds: 60 } });
    const made = await rings.other.create({ permissions: [] }, SYSTEM);
    const cold = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    await rings.keyring.verify(made.token, { address });
    for (let failure = 0; failure < 5; failure++)
      expect(await rings.keyring.verify(withWrongSecret(made.token), { address })).toMatchObject({
        reason: "invalid_token",
      });
    const reads = rings.reads();
    const refusal = await rings.keyring.verify(cold.token, { address });
    expect(refusal).toMatchObject({ ok: false, reason: "too_many_failures" });
    expect(rings.reads()).toBe(reads);
    expect(rings.keyring.verifySync(made.token, { address })).toMatchObject({ ok: true });
    expect(await rings.keyring.verify(made.token, { address })).toMatchObject({ ok: true });
    expect(await rings.keyring.verify(cold.token, { address: "192.0.2.8" })).toMatchObject({ ok: true });
    expect(await rings.keyring.verify(cold.token, {})).toMatchObject({ ok: true });
    await rings.keyring.close();
  });

  it("shares its count with its /64", async () => {
    const rings = twoRings({ failures: { requests: 2, seconds: 60 }, cache: false });
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    for (const last of ["1", "2:3"])
      await rings.keyring.verify(withWrongSecret(token), { address: `2001:db8:0:7::${last}` });
    expect(await rings.keyring.verify(token, { address: "2001:db8:0:7:ffff::1" })).toMatchObject({
      reason: "too_many_failures",
    });
    expect(await rings.keyring.verify(token, { address: "2001:db8:0:8::1" })).toMatchObject({ ok: true });
  });

  it("is not counted for malformed tokens, or for good secrets that are refused", async () => {
    const rings = twoRings({ failures: { requests: 1, seconds: 60 }, cache: false });
    const { key, token } = await rings.other.create({ permissions: [] }, SYSTEM);
    await rings.other.update({ id: key.id }, { enabled: false }, SYSTEM);
    for (let request = 0; request < 3; request++) {
      await rings.keyring.verify("junk", { address });
      expect(await rings.keyring.verify(token, { address })).toEqual({ ok: false, reason: "key_disabled" });
    }
  });

  it("may fail as often as it likes with `failures: false`", async () => {
    const rings = twoRings({ failures: false, cache: false });
    const { token } = await rings.other.create({ permissions: [] }, SYSTEM);
    for (let failure = 0; failure < 1_000; failure++)
      await rings.keyring.verify(withWrongSecret(token), { address });
    expect(await rings.keyring.verify(token, { address })).toMatchObject({ ok: true });
  });
});

describe("usage", () => {
  it("counts what proved its secret, by what became of it, and nothing else", async () => {
    const store = memoryStore();
    const rings = twoRings({}, store);
    const { key, token } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    const origin = { address: "192.0.2.1", userAgent: "curl/8" };
    await rings.keyring.start();
    await rings.keyring.verify(token, origin);
    for (let request = 0; request < 4; request++) rings.keyring.verifySync(token, origin);
    await rings.keyring.verify(withWrongSecret(token), origin);
    rings.keyring.verifySync("junk", origin);
    await rings.keyring.update({ id: key.id }, { enabled: false }, SYSTEM);
    await rings.keyring.verify(token, origin);
    await rings.keyring.close();
    const hour = Math.floor(rings.clock.now() / 3_600_000) * 3_600_000;
    expect(await store.readUsage({ keys: [key.id], hours: { from: 0, to: Infinity } })).toEqual({
      lastUsed: [{ keyId: key.id, at: rings.clock.now(), ...origin, oldSecretAt: null }],
      hours: [{ keyId: key.id, hour, accepted: 5, refused: 1 }],
    });
  });

  it("tells when the old secret of a rotation was used", async () => {
    const rings = twoRings();
    const { key, token } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    await rings.keyring.rotate({ id: key.id }, SYSTEM);
    rings.clock.advance(60_000);
    await rings.keyring.verify(token);
    await rings.keyring.close();
    const shown = await rings.other.get({ id: key.id }, SYSTEM);
    expect(shown.rotation?.oldSecretLastUsedAt).toBe(rings.clock.now());
    expect(shown.lastUsedAt).toBe(rings.clock.now());
  });

  it("is written every ten seconds, and nothing on a request waits for it", async () => {
    const rings = twoRings();
    const { token } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    const { key } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    await rings.keyring.verify(token);
    const before = rings.writes();
    await rings.pass(11_000);
    expect((await rings.other.get({ number: 1 }, SYSTEM)).lastUsedAt).not.toBeNull();
    expect((await rings.other.get({ id: key.id }, SYSTEM)).lastUsedAt).toBeNull();
    expect(rings.writes()).toBe(before);
    await rings.keyring.close();
  });
});

describe("onVerdict", () => {
  it("sees every verdict once, with the key whose secret was proved, and no token", async () => {
    const seen: unknown[] = [];
    const rings = twoRings({ onVerdict: (observation) => seen.push(observation) });
    const { key, token } = await rings.keyring.create({ orgId: "acme", permissions: [] }, SYSTEM);
    await rings.keyring.start();
    await rings.keyring.verify(token, { address: "192.0.2.1" });
    rings.keyring.verifySync(token);
    await rings.keyring.verify(withWrongSecret(token));
    rings.keyring.verifySync("junk");
    rings.faults.down = new LatchkeyError("store_unavailable", "down");
    await rings.keyring.verify((await rings.other.create({ permissions: [] }, SYSTEM)).token);
    const proved = { keyId: key.id, orgId: "acme" };
    const nobody = { keyId: null, orgId: null, address: null };
    expect(seen).toEqual([
      { ok: true, reason: null, ...proved, address: "192.0.2.1", cached: false },
      { ok: true, reason: null, ...proved, address: null, cached: true },
      { ok: false, reason: "invalid_token", ...nobody, cached: false },
      { ok: false, reason: "invalid_token", ...nobody, cached: true },
      { ok: false, reason: "store_unavailable", ...nobody, cached: false },
    ]);
    expect(JSON.stringify(seen)).not.toContain(token);
    await rings.keyring.close();
  });

  it("changes no verdict by throwing or rejecting, and is reported once", async () => {
    const warn = jest.spyOn(process, "emitWarning").mockReturnValue();
    for (const onVerdict of [() => Promise.reject(new Error("x")) as unknown as void, () => thrown()]) {
      const { keyring } = twoRings({ onVerdict });
      for (let request = 0; request < 3; request++)
        expect(keyring.verifySync("junk")).toEqual({ ok: false, reason: "invalid_token" });
      await jest.advanceTimersByTimeAsync(0);
    }
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });
});

function thrown(): never {
  throw new Error("a fault of the hook");
}

describe("a digest from under an older pepper", () => {
  const older = { version: 1, secret: "pepper one, 32 bytes at the least" };
  const newer = { version: 2, secret: "pepper two, 32 bytes at the least" };

  it("is made anew when its token is used, once, without a change and with the version as it was", async () => {
    const store = memoryStore();
    const before = twoRings({ peppers: [older] }, store);
    const { key, token } = await before.other.create({ permissions: [] }, SYSTEM);
    const after = twoRings({ peppers: [newer, older] }, store);
    await after.keyring.start();
    for (let request = 0; request < 5; request++)
      expect(await after.keyring.verify(token)).toMatchObject({ ok: true });
    await after.keyring.close();
    expect(after.writes()).toBe(1);
    const row = await store.findKey({ id: key.id });
    expect([row?.digest.startsWith("hmac-sha256$v2$"), row?.version]).toEqual([true, 1]);
    expect(await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 9 })).toHaveLength(1);
    expect(await twoRings({ peppers: [newer] }, store).keyring.verify(token)).toMatchObject({ ok: true });
  });

  it("of an older token in its overlap is made anew, too, and keeps the time of its rotation", async () => {
    const store = memoryStore();
    const before = twoRings({ peppers: [older] }, store);
    const { key, token } = await before.other.create({ permissions: [] }, SYSTEM);
    await before.other.rotate({ id: key.id }, SYSTEM);
    const row = await store.findKey({ id: key.id });
    const after = twoRings({ peppers: [newer, older] }, store);
    expect(await after.keyring.verify(token)).toMatchObject({ ok: true });
    await after.keyring.close();
    const renewed = await store.findKey({ id: key.id });
    expect(renewed?.previousDigest).toMatch(/^hmac-sha256\$v2\$/);
    expect(renewed?.previousDigest?.split("@")[1]).toBe(row?.previousDigest?.split("@")[1]);
    expect(renewed?.digest).toBe(row?.digest);
  });

  it("never brings a token back that was rotated away meanwhile", async () => {
    const store = memoryStore();
    const before = twoRings({ peppers: [older] }, store);
    const { key, token } = await before.other.create({ permissions: [] }, SYSTEM);
    const after = twoRings({ peppers: [newer, older] }, store);
    expect(await after.keyring.verify(token)).toMatchObject({ ok: true });
    const { token: rotated } = await after.other.rotate({ id: key.id }, SYSTEM, { overlap: 0 });
    await after.keyring.close();
    const fresh = twoRings({ peppers: [newer, older] }, store).keyring;
    expect(await fresh.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    expect(await fresh.verify(rotated)).toMatchObject({ ok: true });
  });

  it("stops the start when its pepper is not configured, with how many keys it takes", async () => {
    const store = memoryStore();
    const before = twoRings({ peppers: [older] }, store);
    await before.other.create({ permissions: [] }, SYSTEM);
    await before.other.create({ permissions: [] }, SYSTEM);
    const { key } = await before.other.create({ permissions: [] }, SYSTEM);
    await before.other.revoke({ id: key.id }, SYSTEM);
    const { keyring } = twoRings({ peppers: [newer] }, store);
    await expect(keyring.start()).rejects.toThrow(/2 active keys .*4 changes/);
    await twoRings({ peppers: [newer, older] }, store).keyring.start();
  });
});

describe("a row without a pepper", () => {
  it("is refused when peppers are configured, unless it is accepted, and then it gets one", async () => {
    jest.spyOn(process, "emitWarning").mockReturnValue();
    const store = memoryStore();
    const { token, key } = await twoRings({ peppers: "none" }, store).other.create(
      { permissions: [] },
      SYSTEM,
    );
    const strict = twoRings({}, store).keyring;
    expect(await strict.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    await expect(strict.start()).rejects.toThrow(/active keys/);
    const lenient = twoRings({ acceptUnpeppered: true }, store).keyring;
    await lenient.start();
    expect(await lenient.verify(token)).toMatchObject({ ok: true });
    await lenient.close();
    expect((await store.findKey({ id: key.id }))?.digest).toMatch(/^hmac-sha256\$v1\$/);
    expect(await twoRings({}, store).keyring.verify(token)).toMatchObject({ ok: true });
    jest.restoreAllMocks();
  });
});

describe("a keyring that is closed", () => {
  it("goes on checking tokens, each from the store, and leaves no timer", async () => {
    const rings = twoRings();
    const { token, key } = await rings.keyring.create({ permissions: [] }, SYSTEM);
    await rings.keyring.start();
    await rings.keyring.verify(token);
    await rings.keyring.close();
    expect(jest.getTimerCount()).toBe(0);
    await rings.other.revoke({ id: key.id }, SYSTEM);
    expect(rings.keyring.verifySync(token)).toBeUndefined();
    expect(await rings.keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    expect(jest.getTimerCount()).toBe(0);
  });

  it("has no background work when it only managed keys", async () => {
    const rings = twoRings();
    await rings.keyring.create({ permissions: [] }, SYSTEM);
    expect(jest.getTimerCount()).toBe(0);
  });
});
