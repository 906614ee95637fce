import { systemActor, type KeyRef, type LatchkeyError } from "../../src/index.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const system = systemActor("test");

async function withKey() {
  const made = ring({ prefix: ["acme", "older"] });
  const { key, token } = await made.keyring.create({ orgId: "a", ownerId: "u1", permissions: [] }, system);
  return { ...made, key, token };
}

/** What an actor hears, in all that it can see. */
function heard(promise: Promise<unknown>) {
  return promise.catch(({ code, message, ofActor, retryAfter }: LatchkeyError) => ({
    code,
    message,
    ofActor,
    retryAfter,
  }));
}

describe("a key named by its token", () => {
  it("is the key, for every method that takes a reference", async () => {
    const { keyring, key, token } = await withKey();
    expect(await keyring.get({ token }, system)).toEqual(key);
    expect(await keyring.update({ token }, { name: "CI" }, system)).toMatchObject({ id: key.id, name: "CI" });
    expect(await keyring.usage({ token }, system)).toEqual({ data: [] });
    const rotated = await keyring.rotate({ token }, system);
    expect(rotated.key.id).toBe(key.id);
    expect(await keyring.endOverlap({ token: rotated.token }, system)).toMatchObject({ rotation: null });
    expect(await codeOf(keyring.reveal({ token: rotated.token }, system))).toBe("token_not_retrievable");
    await keyring.revoke({ token: rotated.token }, system);
    expect((await keyring.get({ id: key.id }, system)).status).toBe("revoked");
    // A tombstone is still named by it: revoking again does nothing.
    expect(await codeOf(keyring.revoke({ token: rotated.token }, system))).toBe("resolved");
  });

  it("is named by the older token while it works, and not after", async () => {
    const { keyring, clock, key, token } = await withKey();
    await keyring.rotate({ id: key.id }, system, { overlap: 60 });
    expect(await keyring.get({ token }, system)).toMatchObject({ id: key.id });
    clock.advance(60_000);
    expect(await codeOf(keyring.get({ token }, system))).toBe("not_found");
  });

  it.each<[string, (token: string) => unknown]>([
    ["a wrong secret", withWrongSecret],
    ["an unknown id", (token) => forgedToken({ ...partsOf(token), id: "0000000000000000" })],
    ["another prefix of the keyring", (token) => forgedToken({ ...partsOf(token), prefix: "older" })],
    ["no token", () => "acme_live_7Fq2…"],
    ["an empty text", () => ""],
    ["no text", () => ({ toString: () => "x" })],
  ])("is not found by %s, in the words for an unknown id, and nothing changes", async (_, wrong) => {
    const { keyring, store, token } = await withKey();
    const ref = { token: wrong(token) } as KeyRef;
    const unknown = await heard(keyring.get({ id: "0000000000000000" }, system));
    expect(unknown).toMatchObject({ code: "not_found" });
    for (const call of [
      keyring.get(ref, system),
      keyring.update(ref, { name: "x" }, system),
      keyring.revoke(ref, system),
      keyring.rotate(ref, system),
      keyring.usage(ref, system),
    ])
      expect(await heard(call)).toEqual(unknown);
    expect((await changesOf(store)).map(({ action }) => action)).toEqual(["key.created"]);
  });

  it("is decided about like any other: the permission first, then reach", async () => {
    const { keyring, token, reads } = await withKey();
    const before = reads();
    expect(await codeOf(keyring.revoke({ token }, user("u1", { permissions: ["api-keys:read"] })))).toBe(
      "insufficient_permissions",
    );
    expect(reads()).toBe(before);
    const elsewhere = user("u1", { org: "b", permissions: ["*:*"] });
    expect(await codeOf(keyring.revoke({ token }, elsewhere))).toBe("not_found");
    expect(await codeOf(keyring.revoke({ token }, user("u2", { reach: "own", permissions: ["*:*"] })))).toBe(
      "not_found",
    );
  });

  it("is never shown in what is thrown or recorded", async () => {
    const { keyring, store, token } = await withKey();
    await keyring.update({ token }, { name: "CI" }, system);
    const elsewhere = user("u1", { org: "b", permissions: ["*:*"] });
    const fault: unknown = await keyring.get({ token }, elsewhere).catch((error: unknown) => error);
    const secret = token.slice(-49);
    expect(JSON.stringify([fault, String(fault), await changesOf(store)])).not.toContain(secret);
  });

  it("costs a comparison for an unknown id as well, and is busy for both alike", async () => {
    let compared = 0;
    let busy = false;
    const slow = ring({
      digests: [
        () => ({
          name: "slow",
          create: () => "slow$x",
          matches: async () => (compared++, busy ? "busy" : false),
        }),
      ],
      digest: "slow",
    });
    const { token } = await slow.keyring.create({ orgId: "a", permissions: [] }, system);
    const unknown = forgedToken({ ...partsOf(token), id: "0000000000000000" });
    for (const each of [token, unknown])
      expect(await codeOf(slow.keyring.get({ token: each }, system))).toBe("not_found");
    expect(compared).toBe(2);
    busy = true;
    for (const each of [token, unknown])
      expect(await codeOf(slow.keyring.get({ token: each }, system))).toBe("busy");
  });

  it("is not asked for by a token that is not given", async () => {
    const { keyring, key } = await withKey();
    expect(await keyring.get({ id: key.id, token: undefined }, system)).toMatchObject({
      id: key.id,
    });
  });

  it("is busy where too many slow digests are being compared", async () => {
    const slow = ring({
      digests: [() => ({ name: "slow", create: () => "slow$x", matches: async () => "busy" as const })],
      digest: "slow",
    });
    const { token } = await slow.keyring.create({ orgId: "a", permissions: [] }, system);
    expect(await heard(slow.keyring.get({ token }, system))).toMatchObject({ code: "busy", retryAfter: 1 });
  });
});
