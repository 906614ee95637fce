import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });

async function withTombstone() {
  const made = ring({ reveal: { sealingKeys: [{ version: 1, secret: "s".repeat(32) }] } });
  const { key, token } = await made.keyring.create({ permissions: ["bundles:read"] }, admin);
  const ref = { id: key.id };
  const rotated = await made.keyring.rotate(ref, admin);
  await made.keyring.revoke(ref, admin, { reason: "left" });
  return { ...made, ref, tokens: [token, rotated.token] };
}

/** DESIGN.md §7: the row of a revoked key stays as a tombstone. */
describe("a revoked key", () => {
  it("is refused at once, with its newest token and the one before", async () => {
    const { keyring, clock, tokens, ref } = await withTombstone();
    for (const token of tokens)
      expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    expect(await keyring.get(ref, admin)).toMatchObject({ status: "revoked", revokedAt: clock.now() });
  });

  it("can be looked at, and is in no list but that of revoked keys", async () => {
    const { keyring, ref } = await withTombstone();
    expect((await keyring.get(ref, admin)).id).toBe(ref.id);
    expect((await keyring.list({}, admin)).data).toEqual([]);
    expect((await keyring.list({ status: "revoked" }, admin)).data).toHaveLength(1);
  });

  it("can be revoked again, which changes nothing: its time and reason stay", async () => {
    const { keyring, store, clock, ref, writes } = await withTombstone();
    const before = await store.findKey(ref);
    const written = writes();
    clock.advance(1000);
    await keyring.revoke(ref, admin, { reason: "another" });
    expect(await store.findKey(ref)).toEqual(before);
    expect(writes()).toBe(written);
    expect(before?.revokedReason).toBe("left");
  });

  it("is refused to be revoked again with `once`, also by the one of two that comes second", async () => {
    const { keyring, store, ref } = await withTombstone();
    const before = await changesOf(store);
    expect(await codeOf(keyring.revoke(ref, admin, { once: true }))).toBe("key_revoked");
    expect(await changesOf(store)).toEqual(before);
    const made = ring();
    const { key } = await made.keyring.create({ permissions: [] }, admin);
    made.beforeNextWrite(() => made.keyring.revoke({ id: key.id }, admin));
    expect(await codeOf(made.keyring.revoke({ id: key.id }, admin, { once: true }))).toBe("key_revoked");
    expect(await codeOf(made.keyring.revoke({ id: key.id }, admin, { once: 1 } as object))).toBe(
      "invalid_field",
    );
  });

  it.each([
    ["updated", "update"],
    ["enabled again", "enable"],
    ["rotated", "rotate"],
    ["rotated without overlap", "rotateNow"],
    ["relieved of its overlap", "endOverlap"],
    ["revealed", "reveal"],
  ] as const)("cannot be %s", async (_, method) => {
    const { keyring, store, ref } = await withTombstone();
    const before = await store.findKey(ref);
    const acts = {
      update: () => keyring.update(ref, { name: "Two" }, admin),
      enable: () => keyring.update(ref, { enabled: true }, admin),
      rotate: () => keyring.rotate(ref, admin),
      rotateNow: () => keyring.rotate(ref, admin, { overlap: 0 }),
      endOverlap: () => keyring.endOverlap(ref, admin),
      reveal: () => keyring.reveal(ref, admin),
    };
    expect(await codeOf(acts[method]())).toBe("key_revoked");
    expect(await store.findKey(ref)).toEqual(before);
    expect((await changesOf(store)).at(-1)?.action).toBe("key.revoked");
  });

  it("wins against a rotation that was decided before it", async () => {
    const { keyring, beforeNextWrite } = ring();
    const { key, token } = await keyring.create({ permissions: [] }, admin);
    beforeNextWrite(() => keyring.revoke({ id: key.id }, admin));
    expect(await codeOf(keyring.rotate({ id: key.id }, admin))).toBe("key_revoked");
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
  });
});
