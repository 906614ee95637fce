import { keyActor, systemActor, type CreateKey } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { insertKeys } from "../insert-keys.js";
import { codeOf, ring, user, type Ring } from "../keyring/ring.js";
import { sampleKey } from "../sample-key.js";

const system = systemActor("test");

async function withOps(orgId: string | null = "a") {
  const made = ring();
  const ops = await made.keyring.roles.create({ name: "ops", permissions: ["bundles:read"], orgId }, system);
  return { ...made, ops };
}

async function holds({ keyring }: Ring, token: string): Promise<readonly string[]> {
  const verdict = await keyring.verify(token);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.principal.permissions;
}

/** What keys that are not revoked name as their role, and the roles there are. */
async function referencesAndRoles({ store }: Ring) {
  const keys = await store.scanKeys({ live: true, order: "number", within: { by: "all" }, limit: 1_000 });
  const roles = await store.findRoles({ by: "all", limit: 1_000 });
  return { references: keys.map(({ role }) => role), roles: roles.map(({ id }) => `c:${id}`) };
}

describe("a key with a custom role", () => {
  it("holds the role's permissions and its own, at every moment those of the role as it is", async () => {
    const made = await withOps();
    const { token, key } = await made.keyring.create(
      { orgId: "a", role: "ops", permissions: ["x:y"] },
      system,
    );
    expect(key.role).toBe("ops");
    expect(await holds(made, token)).toEqual(["bundles:read", "x:y"]);
    await made.keyring.roles.update(made.ops.id, { permissions: ["bundles:write"], name: "op" }, system);
    expect(await holds(made, token)).toEqual(["bundles:write", "x:y"]);
    expect(await made.keyring.get({ id: key.id }, system)).toMatchObject({ role: "op" });
  });

  it("is of exactly the role's organization, also when it is changed", async () => {
    const { keyring } = await withOps();
    const make = (fields: CreateKey) => codeOf(keyring.create({ role: "ops", ...fields }, system));
    expect(await make({ orgId: "a" })).toBe("resolved");
    expect(await make({ orgId: "a", projectId: "p" })).toBe("resolved");
    for (const orgId of ["b", "A", null]) expect(await make({ orgId })).toBe("invalid_field");
    const { key } = await keyring.create({ orgId: "b", permissions: [] }, system);
    expect(await codeOf(keyring.update({ id: key.id }, { role: "ops" }, system))).toBe("invalid_field");
  });

  it("without an organization has a role for such keys", async () => {
    const { keyring } = await withOps(null);
    const make = (orgId: string | null) => codeOf(keyring.create({ role: "ops", orgId }, system));
    expect([await make(null), await make("a")]).toEqual(["resolved", "invalid_field"]);
  });

  it("holds nothing of it when its row names the role of another organization", async () => {
    const made = await withOps("b");
    const { key, token } = await made.keyring.create({ orgId: "a", permissions: [] }, system);
    const planted = await made.store.findKey({ id: key.id });
    if (planted === null) throw new Error("there is no key");
    await made.store.transact((tx) => tx.updateKey({ ...planted, role: `c:${made.ops.id}` }));
    const other = ring({ store: made.store });
    expect(await holds(other, token)).toEqual([]);
    const actor = keyActor({ keyId: key.id });
    expect((await other.keyring.self(actor)).grants).toMatchObject([{ permissions: [] }]);
  });

  it("holds nothing of a role that is gone, and shows none", async () => {
    const made = ring();
    await insertKeys(made.store, [sampleKey({ number: 1, orgId: "a", role: "c:0123456789abcdef" })]);
    expect(await made.keyring.get({ number: 1 }, system)).toMatchObject({ role: null });
    const self = await made.keyring.self({ kind: "key", keyId: "id00000000000001" });
    expect(self.grants).toMatchObject([{ permissions: [] }]);
  });

  it("is below the ceiling of its maker with all that the role grants", async () => {
    const { keyring } = await withOps();
    const make = (permissions: string[]) =>
      codeOf(
        keyring.create({ role: "ops" }, user("u1", { permissions: ["api-keys:create", ...permissions] })),
      );
    expect(await make([])).toBe("ceiling_exceeded");
    expect(await make(["bundles:read"])).toBe("resolved");
  });

  it("acts with what the role grants at that moment", async () => {
    const made = await withOps();
    const { key } = await made.keyring.create({ orgId: "a", role: "ops" }, system);
    const actor = keyActor({ keyId: key.id });
    expect(await codeOf(made.keyring.list({}, actor))).toBe("insufficient_permissions");
    await made.keyring.roles.update(made.ops.id, { permissions: ["api-keys:read"] }, system);
    expect((await made.keyring.list({}, actor)).data.map(({ id }) => id)).toEqual([key.id]);
  });
});

describe("deleting a role", () => {
  it("is refused while a key has it, disabled or expired or not, and possible when all are revoked", async () => {
    const made = await withOps();
    const { keyring, clock, ops } = made;
    const soon = clock.now() + 1_000;
    const one = await keyring.create({ orgId: "a", role: "ops", expiresAt: soon }, system);
    const two = await keyring.create({ orgId: "a", role: "ops" }, system);
    await keyring.update({ id: two.key.id }, { enabled: false }, system);
    clock.advance(2_000);
    const remove = () => codeOf(keyring.roles.delete(ops.id, system));
    expect(await remove()).toBe("role_in_use");
    await keyring.revoke({ id: one.key.id }, system);
    expect(await remove()).toBe("role_in_use");
    await keyring.revoke({ id: two.key.id }, system);
    const before = (await changesOf(made.store)).length;
    expect(await remove()).toBe("resolved");
    expect((await changesOf(made.store)).length).toBe(before + 1);
    expect(await keyring.get({ id: two.key.id }, system)).toMatchObject({ status: "revoked", role: null });
  });

  it("is possible again once the keys have another role", async () => {
    const { keyring, ops } = await withOps();
    const { key } = await keyring.create({ orgId: "a", role: "ops" }, system);
    await keyring.update({ id: key.id }, { role: "reader" }, system);
    expect(await codeOf(keyring.roles.delete(ops.id, system))).toBe("resolved");
  });

  it.each<[string, (made: Ring, id: string) => Promise<unknown>]>([
    ["made", ({ keyring }) => keyring.create({ orgId: "a", role: "ops" }, system)],
    ["given it", ({ keyring }) => keyring.update({ number: 1 }, { role: "ops" }, system)],
  ])(
    "between decision and lock of a key that is %s, it leaves no key with a role that is gone",
    async (_, give) => {
      const made = await withOps();
      await made.keyring.create({ orgId: "a", permissions: [] }, system);
      made.beforeNextWrite(() => made.keyring.roles.delete(made.ops.id, system));
      expect(await codeOf(give(made, made.ops.id))).toBe("invalid_field");
      expect(await referencesAndRoles(made)).toEqual({ references: [null], roles: [] });
    },
  );

  it("sees a key that was given the role between decision and lock", async () => {
    const made = await withOps();
    made.beforeNextWrite(() => made.keyring.create({ orgId: "a", role: "ops" }, system));
    expect(await codeOf(made.keyring.roles.delete(made.ops.id, system))).toBe("role_in_use");
    const reference = `c:${made.ops.id}`;
    expect(await referencesAndRoles(made)).toEqual({ references: [reference], roles: [reference] });
  });

  it("at the same time as many keys are made with it ends with both or with neither", async () => {
    const made = await withOps();
    const codes = await Promise.all([
      ...Array.from({ length: 5 }, () => codeOf(made.keyring.create({ orgId: "a", role: "ops" }, system))),
      codeOf(made.keyring.roles.delete(made.ops.id, system)),
      ...Array.from({ length: 5 }, () => codeOf(made.keyring.create({ orgId: "a", role: "ops" }, system))),
    ]);
    const { references, roles } = await referencesAndRoles(made);
    for (const reference of references) expect(roles).toContain(reference);
    const removed = codes[5] === "resolved";
    expect([roles.length, references.length === 0]).toEqual(removed ? [0, true] : [1, false]);
  });
});
