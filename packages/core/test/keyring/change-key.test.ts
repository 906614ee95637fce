import { type LatchkeyError, type UpdateKey } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });

async function withKey() {
  const made = ring();
  const { key, token } = await made.keyring.create({ name: "One", permissions: ["bundles:read"] }, admin);
  return { ...made, key, token, ref: { id: key.id } };
}

describe("updating a key", () => {
  it("changes what is named and keeps the rest", async () => {
    const { keyring, clock, key, ref } = await withKey();
    clock.advance(1000);
    const updated = await keyring.update(ref, { name: "Two", tags: ["x"] }, admin);
    expect(updated).toEqual({
      ...key,
      name: "Two",
      tags: ["x"],
      updatedAt: key.updatedAt + 1000,
      version: 2,
    });
  });

  it("can be asked for by number", async () => {
    const { keyring, key } = await withKey();
    expect(await keyring.update({ number: key.number }, { name: "Two" }, admin)).toMatchObject({
      id: key.id,
      name: "Two",
    });
  });

  it("writes nothing when it changes nothing, and takes no lock for it", async () => {
    const { keyring, store, ref, key, writes } = await withKey();
    const before = writes();
    expect(
      await keyring.update(ref, { name: "One", metadata: {}, permissions: ["bundles:read"] }, admin),
    ).toEqual(key);
    expect(writes()).toBe(before);
    expect(await changesOf(store)).toHaveLength(1);
  });

  it("disables and enables", async () => {
    const { keyring, ref, token } = await withKey();
    await keyring.update(ref, { enabled: false }, admin);
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_disabled" });
    await keyring.update(ref, { enabled: true }, admin);
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
  });

  it("expects the version it is told to", async () => {
    const { keyring, ref } = await withKey();
    expect(await codeOf(keyring.update(ref, { name: "Two" }, admin, { versions: [2, 3] }))).toBe(
      "version_mismatch",
    );
    expect(await codeOf(keyring.update(ref, { name: "Two" }, admin, { versions: [1] }))).toBe("resolved");
  });

  it("lets one of two updates through that expect the same version", async () => {
    const { keyring, ref } = await withKey();
    const both = await Promise.all(
      ["Two", "Three"].map((name) => codeOf(keyring.update(ref, { name }, admin, { versions: [1] }))),
    );
    expect(both.sort()).toEqual(["resolved", "version_mismatch"]);
  });

  it.each<[string, UpdateKey, string]>([
    ["no grant left", { permissions: null }, "grant_required"],
    ["an organization", { orgId: "b" } as UpdateKey, "unknown_field"],
    ["an owner", { ownerId: "u2" } as UpdateKey, "unknown_field"],
    ["a string for enabled", { enabled: "false" as unknown as boolean }, "invalid_field"],
    ["null for a name", { name: null as unknown as string }, "invalid_field"],
  ])("refuses %s", async (_, changes, code) => {
    const { keyring, ref } = await withKey();
    expect(await codeOf(keyring.update(ref, changes, admin))).toBe(code);
  });

  it("does not lose one of two updates of different fields", async () => {
    const { keyring, ref } = await withKey();
    await Promise.all([
      keyring.update(ref, { name: "Two" }, admin),
      keyring.update(ref, { tags: ["x"] }, admin),
    ]);
    expect(await keyring.get(ref, admin)).toMatchObject({ name: "Two", tags: ["x"], version: 3 });
  });
});

describe("revoking a key", () => {
  it("refuses it from the moment of the answer and keeps a tombstone", async () => {
    const { keyring, clock, ref, token } = await withKey();
    await keyring.revoke(ref, admin, { reason: "leaked" });
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
    expect(await keyring.get(ref, admin)).toMatchObject({ status: "revoked", revokedAt: clock.now() });
    expect((await keyring.list({}, admin)).data).toEqual([]);
    expect((await keyring.list({ status: "revoked" }, admin)).data).toHaveLength(1);
  });

  it("does nothing the second time", async () => {
    const { keyring, store, clock, ref } = await withKey();
    await keyring.revoke(ref, admin);
    clock.advance(1000);
    await keyring.revoke(ref, admin, { reason: "again" });
    expect(await changesOf(store)).toHaveLength(2);
  });

  it("is for good: a change of a revoked key is refused", async () => {
    const { keyring, ref } = await withKey();
    await keyring.revoke(ref, admin);
    expect(await codeOf(keyring.update(ref, { enabled: true }, admin))).toBe("key_revoked");
  });

  it("wins over an update that had decided before it", async () => {
    const { keyring, ref, token, beforeNextWrite } = await withKey();
    beforeNextWrite(() => keyring.revoke(ref, admin));
    expect(await codeOf(keyring.update(ref, { enabled: true, name: "Two" }, admin))).toBe("key_revoked");
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
  });

  it("is recorded once of two at the same moment", async () => {
    const { keyring, store, ref } = await withKey();
    await Promise.all([keyring.revoke(ref, admin), keyring.revoke(ref, admin)]);
    const changes = await changesOf(store);
    expect(changes.map(({ action }) => action)).toEqual(["key.created", "key.revoked"]);
  });

  it("refuses a reason that is no text", async () => {
    const { keyring, ref } = await withKey();
    const error = await keyring
      .revoke(ref, admin, { reason: "a\nb" })
      .catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: ["reason"] }] });
  });
});
