import { createKeyring, type KeyringOptions } from "@latchkey/core";
import { inspect } from "node:util";

import { jwtFormat } from "../../src/format/jwt-format.js";
import { newPem, partsOf } from "./support/forge.js";
import { closeRings, codeOf, ISSUER, jwtRing, PEPPERS, system, withKey } from "./support/ring.js";

afterEach(closeRings);

const RESIGN: Partial<KeyringOptions> = { reveal: "resign" };
const DAY = 86_400_000;

describe("a keyring whose tokens are JWTs", () => {
  it("makes them, keeps of them what is no secret, and accepts them", async () => {
    const { token, key, rowOf, reasonOf } = await withKey();
    expect(partsOf(token).payload).toEqual({
      iss: ISSUER,
      sub: "u1",
      jti: key.id,
      iat: Date.UTC(2026, 0, 1) / 1000,
      gen: 1,
    });
    expect(await rowOf()).toMatchObject({ digest: "jwt$k1$1$1767225600", sealedToken: null });
    expect(await reasonOf(token)).toBe("accepted");
  });

  it("makes a hundred at once, each another", async () => {
    const { keyring, reasonOf } = jwtRing({ policy: { maxKeysPerProject: null } });
    const inputs = Array.from({ length: 100 }, () => ({ permissions: [] }));
    const made = await keyring.createMany(inputs, system);
    expect(new Set(made.map(({ token }) => token)).size).toBe(100);
    for (const { token } of made) expect(await reasonOf(token, keyring)).toBe("accepted");
  });

  it("answers the second time from memory, without awaiting anything", async () => {
    const { another, token } = await withKey();
    const keyring = another();
    await keyring.start();
    expect(keyring.verifySync(token)).toBeUndefined();
    expect((await keyring.verify(token)).ok).toBe(true);
    expect(keyring.verifySync(token)).toMatchObject({ ok: true });
    expect(keyring.verifySync(`${token.slice(0, -86)}${"A".repeat(86)}`)).toBeUndefined();
  });

  it("tells the holder of a good signature why its key does not work", async () => {
    const { keyring, clock, reasonOf, token, ref } = await withKey({}, { expiresAt: Date.UTC(2026, 0, 2) });
    await keyring.update(ref, { enabled: false }, system);
    expect(await reasonOf(token)).toBe("key_disabled");
    await keyring.update(ref, { enabled: true, notBefore: clock.now() + 1 }, system);
    expect(await reasonOf(token)).toBe("key_not_yet_valid");
    clock.advance(1);
    expect(await reasonOf(token)).toBe("accepted");
    clock.advance(DAY);
    expect(await reasonOf(token)).toBe("key_expired");
    await keyring.revoke(ref, system);
    expect(await reasonOf(token)).toBe("key_revoked");
    await keyring.purge({ revokedBefore: clock.now() + 1 }, system);
    expect(await reasonOf(token)).toBe("invalid_token");
  });

  it("refuses a revoked key at once, from memory as well", async () => {
    const { keyring, token, ref } = await withKey();
    await keyring.start();
    await keyring.verify(token);
    await keyring.revoke(ref, system);
    expect(await keyring.verify(token)).toMatchObject({ reason: "key_revoked" });
  });

  it("accepts keys of the environments it accepts, and no others", async () => {
    const made = await withKey({ environments: ["test", "live"] }, { env: "test" });
    expect(await made.reasonOf(made.token)).toBe("accepted");
    expect(await made.reasonOf(made.token, made.another({ environments: ["live"] }))).toBe("invalid_token");
  });
});

describe("rotating a key", () => {
  it("refuses the older token at once with an overlap of 0", async () => {
    const { keyring, reasonOf, token, ref, rowOf } = await withKey();
    const rotated = await keyring.rotate(ref, system, { overlap: 0 });
    expect(partsOf(rotated.token).payload).toEqual({ ...partsOf(token).payload, gen: 2 });
    expect(await rowOf()).toMatchObject({ digest: "jwt$k1$2$1767225600", previousDigest: null });
    expect([await reasonOf(token), await reasonOf(rotated.token)]).toEqual(["invalid_token", "accepted"]);
  });

  it("accepts it during the overlap, to the millisecond", async () => {
    const { keyring, clock, reasonOf, token, ref } = await withKey();
    const rotated = await keyring.rotate(ref, system, { overlap: 60 });
    const reasons = async () => [await reasonOf(token), await reasonOf(rotated.token)];
    clock.advance(59_999);
    expect(await reasons()).toEqual(["accepted", "accepted"]);
    clock.advance(1);
    expect(await reasons()).toEqual(["invalid_token", "accepted"]);
  });

  it("refuses the token before the last one, while the last one still works", async () => {
    const { keyring, clock, reasonOf, token, ref } = await withKey();
    const second = await keyring.rotate(ref, system, { overlap: 60 });
    clock.advance(60_000);
    const third = await keyring.rotate(ref, system, { overlap: 60 });
    const reasons = [token, second.token, third.token].map((each) => reasonOf(each));
    expect(await Promise.all(reasons)).toEqual(["invalid_token", "accepted", "accepted"]);
    await keyring.endOverlap(ref, system);
    expect(await reasonOf(second.token)).toBe("invalid_token");
  });

  it("never gives two rotations one token, however close they are", async () => {
    const { keyring, ref, rowOf, reasonOf } = await withKey();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => keyring.rotate(ref, system, { overlap: 0 })),
    );
    // Those that others overtake start over three times.
    const tokens = all.flatMap((each) => (each.status === "fulfilled" ? [each.value.token] : []));
    expect(tokens.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tokens).size).toBe(tokens.length);
    const reasons = await Promise.all(tokens.map((token) => reasonOf(token)));
    expect(reasons.filter((reason) => reason === "accepted")).toHaveLength(1);
    expect((await rowOf()).digest).toBe(`jwt$k1$${tokens.length + 1}$1767225600`);
  });

  it("gives JWTs to keys from before there was a format, whose tokens work on in the overlap", async () => {
    const ring = jwtRing();
    const before = createKeyring({ store: ring.store, clock: ring.clock, peppers: PEPPERS, prefix: "acme" });
    const [first, second] = await before.createMany([{ permissions: [] }, { permissions: [] }], system);
    if (first === undefined || second === undefined) throw new Error("no keys");
    await ring.keyring.start();
    expect(await ring.reasonOf(first.token)).toBe("accepted");
    const rotated = await ring.keyring.rotate({ id: first.key.id }, system, { overlap: 60 });
    expect(partsOf(rotated.token).payload).toMatchObject({ jti: first.key.id, gen: 2 });
    const reasons = () => Promise.all([first, rotated, second].map(({ token }) => ring.reasonOf(token)));
    expect(await reasons()).toEqual(["accepted", "accepted", "accepted"]);
    ring.clock.advance(60_000);
    expect(await reasons()).toEqual(["invalid_token", "accepted", "accepted"]);
  });
});

describe("changing the signing key", () => {
  async function withTwoKeys() {
    const made = await withKey(RESIGN);
    const old = { kid: "k1", privateKey: made.pem };
    const fresh = { kid: "k2", privateKey: newPem() };
    const under = (...signingKeys: (typeof old)[]) =>
      made.another({ format: jwtFormat({ signingKeys, issuer: ISSUER }) });
    return { ...made, both: under(fresh, old), freshAlone: under(fresh) };
  }

  it("signs new tokens with it, and accepts and shows the older ones", async () => {
    const { both, token, ref, reasonOf } = await withTwoKeys();
    await both.start();
    const other = await both.create({ permissions: [] }, system);
    expect(partsOf(other.token).header["kid"]).toBe("k2");
    expect([await reasonOf(token, both), await reasonOf(other.token, both)]).toEqual([
      "accepted",
      "accepted",
    ]);
    expect(await both.reveal(ref, system)).toBe(token);
    const rotated = await both.rotate(ref, system, { overlap: 60 });
    expect(partsOf(rotated.token)).toMatchObject({ header: { kid: "k2" }, payload: { gen: 2 } });
    expect([await reasonOf(token, both), await reasonOf(rotated.token, both)]).toEqual([
      "accepted",
      "accepted",
    ]);
    expect(await both.reveal(ref, system)).toBe(rotated.token);
  });

  it("is finished when no row names the older one: until then none starts without it", async () => {
    const { both, freshAlone, clock, token, ref, reasonOf } = await withTwoKeys();
    await expect(freshAlone.start()).rejects.toThrow("1 active keys with a digest that cannot be checked");
    expect(await reasonOf(token, freshAlone)).toBe("invalid_token");
    expect(await codeOf(freshAlone.reveal(ref, system))).toBe("token_not_retrievable");
    await both.rotate(ref, system, { overlap: 60 });
    await expect(freshAlone.start()).rejects.toThrow(
      "1 keys in rotation with an old digest that cannot be checked",
    );
    clock.advance(60_000);
    await expect(freshAlone.start()).resolves.toBeUndefined();
  });

  it("counts only keys that can still work", async () => {
    const { both, freshAlone, ref } = await withTwoKeys();
    const inputs = Array.from({ length: 3 }, () => ({ permissions: [] }));
    await both.createMany(inputs, system);
    await both.revoke(ref, system);
    await expect(freshAlone.start()).resolves.toBeUndefined();
  });

  it("is not the same as going back to tokens of our own shape, which start() refuses", async () => {
    const { store, clock } = await withKey();
    const opaque = createKeyring({ store, clock, peppers: PEPPERS, prefix: "acme" });
    await expect(opaque.start()).rejects.toThrow("1 active keys with a digest that cannot be checked");
  });
});

describe("showing a token again by signing it again", () => {
  it("gives exactly the token: after create, rotate and a restart, each time on record", async () => {
    const { keyring, another, pem, token, ref } = await withKey(RESIGN);
    expect(await keyring.reveal(ref, system)).toBe(token);
    const rotated = await keyring.rotate(ref, system);
    expect(await keyring.reveal(ref, system)).toBe(rotated.token);
    const format = jwtFormat({ signingKeys: [{ kid: "k1", privateKey: pem }], issuer: ISSUER });
    expect(await another({ format }).reveal(ref, system)).toBe(rotated.token);
    const { data } = await keyring.changes.list({}, system);
    const expected = ["tokens_revealed", "tokens_revealed", "key.rotated", "tokens_revealed", "key.created"];
    expect(data.map(({ action }) => action)).toEqual(expected);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true });
  });

  it("gives those of a page in one change, without the keys that have none of this format", async () => {
    const { keyring, store, clock, token, key } = await withKey(RESIGN);
    const opaque = createKeyring({ store, clock, peppers: PEPPERS, prefix: "acme" });
    const older = await opaque.create({ ownerId: "u1", permissions: [] }, system);
    const other = await keyring.create({ ownerId: "u1", permissions: [] }, system);
    const shown = await keyring.revealMany([key.id, older.key.id, other.key.id], system);
    expect([...shown]).toEqual([
      [key.id, token],
      [other.key.id, other.token],
    ]);
    const { data } = await keyring.changes.list({ limit: 2 }, system);
    expect(data.map(({ action }) => action)).toEqual(["tokens_revealed", "key.created"]);
    expect(await codeOf(keyring.reveal({ id: older.key.id }, system))).toBe("token_not_retrievable");
  });

  it("needs it to be asked for, and a format", async () => {
    const { keyring, ref } = await withKey();
    expect(await codeOf(keyring.reveal(ref, system))).toBe("token_not_retrievable");
    expect(() => jwtRing({ ...RESIGN, format: undefined as never })).toThrow(
      '`reveal` "resign" needs a format, such as format: jwtFormat({ … }) of @latchkey/jwt',
    );
  });

  it("puts nothing of a token into the store, at any time", async () => {
    const made = await withKey(RESIGN);
    const { keyring, token, ref, written, store, key } = made;
    const rotated = await keyring.rotate(ref, system);
    for (const each of [token, rotated.token]) await keyring.verify(each);
    await keyring.reveal(ref, system);
    await keyring.revealMany([ref.id], system);
    await keyring.update(ref, { name: "another name" }, system);
    await keyring.revoke(ref, system);
    await keyring.close();
    const kept = [
      await store.findKey(ref),
      await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 100 }),
      await store.readUsage({ keys: [key.id] }),
    ];
    const text = inspect([written, kept], { depth: 20, maxArrayLength: null, maxStringLength: null });
    expect(text).toContain("jwt$k1$2$");
    for (const each of [token, rotated.token])
      for (const part of [each, ...each.split(".")]) expect(text).not.toContain(part);
    expect(text).not.toContain(made.pem.split("\n")[1]);
  });
});
