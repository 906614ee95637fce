import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });

async function rotated(overlap = 60) {
  const made = ring();
  const { key, token: old } = await made.keyring.create({ permissions: ["bundles:read"] }, admin);
  const ref = { id: key.id };
  const { token } = await made.keyring.rotate(ref, admin, { overlap });
  const works = async () => [(await made.keyring.verify(old)).ok, (await made.keyring.verify(token)).ok];
  return { ...made, ref, old, token, works };
}

describe("ending an overlap", () => {
  it("refuses the old token at once and leaves the new one alone", async () => {
    const { keyring, ref, works } = await rotated();
    expect(await works()).toEqual([true, true]);
    const ended = await keyring.endOverlap(ref, admin);
    expect(ended).toMatchObject({ rotation: null, version: 3 });
    expect(await works()).toEqual([false, true]);
    expect(await keyring.get(ref, admin)).toEqual(ended);
  });

  it("makes way for the next rotation", async () => {
    const { keyring, ref } = await rotated();
    expect(await codeOf(keyring.rotate(ref, admin))).toBe("rotation_in_progress");
    await keyring.endOverlap(ref, admin);
    expect(await codeOf(keyring.rotate(ref, admin))).toBe("resolved");
  });

  it("keeps nothing of the old secret, and is on record without any", async () => {
    const { keyring, store, clock, ref } = await rotated();
    await keyring.endOverlap(ref, admin);
    expect(await store.findKey(ref)).toMatchObject({ previousDigest: null, previousExpiresAt: null });
    const [, , change] = await changesOf(store);
    expect(change).toMatchObject({ action: "key.overlap_ended", target: ref.id });
    expect(JSON.parse(change?.detail ?? "")).toEqual({
      before: { version: 2, overlapEndsAt: clock.now() + 60_000 },
      after: { version: 3, overlapEndsAt: null },
    });
  });

  it("writes nothing without one: never rotated, ended already", async () => {
    const { keyring, ref, writes } = await rotated();
    await keyring.endOverlap(ref, admin);
    const before = writes();
    const { key } = await keyring.create({ permissions: [] }, admin);
    for (const wanted of [ref, { id: key.id }]) await keyring.endOverlap(wanted, admin);
    expect(writes()).toBe(before + 1);
    expect((await keyring.get(ref, admin)).version).toBe(3);
  });

  it("removes what one that is over has left of the old secret", async () => {
    const { keyring, store, clock, ref, works } = await rotated();
    clock.advance(60_000);
    expect(await store.findKey(ref)).not.toMatchObject({ previousDigest: null });
    expect(await keyring.endOverlap(ref, admin)).toMatchObject({ rotation: null, version: 3 });
    expect(await store.findKey(ref)).toMatchObject({ previousDigest: null, previousExpiresAt: null });
    expect(await works()).toEqual([false, true]);
    expect((await changesOf(store)).at(-1)).toMatchObject({ action: "key.overlap_ended", target: ref.id });
  });

  it("refuses a revoked key, and takes no options", async () => {
    const { keyring, ref } = await rotated();
    expect(await codeOf(keyring.endOverlap(ref, admin, { now: true } as never))).toBe("unknown_field");
    await keyring.revoke(ref, admin);
    expect(await codeOf(keyring.endOverlap(ref, admin))).toBe("key_revoked");
  });

  it("needs api-keys:rotate within reach, and no more: it takes away only", async () => {
    const { keyring, ref, works } = await rotated();
    const end = (permissions: string[], grant: object = {}) =>
      codeOf(keyring.endOverlap(ref, user("u2", { permissions, ...grant })));
    expect(await end(["api-keys:update"])).toBe("insufficient_permissions");
    expect(await end(["*:*"], { org: "b" })).toBe("not_found");
    expect(await works()).toEqual([true, true]);
    expect(await end(["api-keys:rotate"])).toBe("resolved");
    expect(await works()).toEqual([false, true]);
  });
});
