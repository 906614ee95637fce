import { keyActor, systemActor, type Actor, type CreateKey } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user, type Ring } from "../keyring/ring.js";

const system = systemActor("test");
const WRITER = ["api-roles:*", "bundles:read"];
const narrow = user("u1", { permissions: WRITER });

async function roleOf({ keyring }: Ring, permissions: readonly string[], name = "ops") {
  return keyring.roles.create({ name, permissions, orgId: "a" }, system);
}

async function keyAs({ keyring }: Ring, fields: CreateKey): Promise<Actor> {
  const { key } = await keyring.create({ orgId: "a", ownerId: "u1", ...fields }, system);
  return keyActor({ keyId: key.id });
}

describe("the ceiling of roles", () => {
  it.each([
    ["a permission the actor lacks", ["bundles:write"]],
    ["one beside a permission within", ["bundles:read", "bundles:write"]],
    ["a wildcard over one it has", ["bundles:*"]],
    ["everything", ["*:*"]],
  ])("refuses to make a role with %s", async (_, permissions) => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.roles.create({ name: "ops", permissions }, narrow))).toBe("ceiling_exceeded");
    expect(writes()).toBe(0);
  });

  it("allows what the actor holds, by wildcard as well", async () => {
    const { keyring } = ring();
    const permissions = ["bundles:read", "api-roles:write"];
    expect(await codeOf(keyring.roles.create({ name: "ops", permissions }, narrow))).toBe("resolved");
  });

  it("is that of the grant that covers the organization: grants do not add up", async () => {
    const { keyring } = ring();
    const actor: Actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "*", permissions: ["*:*"], reach: "all" },
        { org: "a", permissions: WRITER, reach: "all" },
      ],
    };
    const make = (orgId: string) =>
      codeOf(keyring.roles.create({ name: "x", permissions: ["x:y"], orgId }, actor));
    expect([await make("a"), await make("b")]).toEqual(["ceiling_exceeded", "resolved"]);
  });

  it("measures a role as it was: nobody changes or deletes one they could not have made", async () => {
    const made = ring();
    const { id } = await roleOf(made, ["bundles:write"]);
    for (const changes of [{ name: "mine" }, { permissions: ["bundles:read"] }, { permissions: [] }])
      expect(await codeOf(made.keyring.roles.update(id, changes, narrow))).toBe("ceiling_exceeded");
    expect(await codeOf(made.keyring.roles.delete(id, narrow))).toBe("ceiling_exceeded");
    expect(await changesOf(made.store)).toHaveLength(1);
  });

  it("measures a role as it will be", async () => {
    const made = ring();
    const { id } = await roleOf(made, ["bundles:read"]);
    const update = (permissions: string[]) => codeOf(made.keyring.roles.update(id, { permissions }, narrow));
    expect(await update(["bundles:read", "bundles:write"])).toBe("ceiling_exceeded");
    expect(await update(["*:*"])).toBe("ceiling_exceeded");
    expect(await update([])).toBe("resolved");
  });

  it("keeps a key from widening the role that it has itself", async () => {
    const made = ring();
    const role = await roleOf(made, WRITER);
    const actor = await keyAs(made, { role: role.name });
    const widen = (permissions: string[]) =>
      codeOf(made.keyring.roles.update(role.id, { permissions }, actor));
    expect(await widen([...WRITER, "bundles:write"])).toBe("ceiling_exceeded");
    expect(await widen(["*:*"])).toBe("ceiling_exceeded");
    expect(await codeOf(made.keyring.roles.create({ name: "wide", permissions: ["*:*"] }, actor))).toBe(
      "ceiling_exceeded",
    );
    expect((await made.keyring.roles.get(role.id, system)).permissions).toEqual(WRITER);
  });

  it("shrinks with the role of the acting key, also between decision and lock", async () => {
    const made = ring();
    const own = await roleOf(made, [...WRITER, "bundles:write"], "own");
    const other = await roleOf(made, [], "other");
    const actor = await keyAs(made, { role: "own" });
    made.beforeNextWrite(() => made.keyring.roles.update(own.id, { permissions: WRITER }, system));
    const widen = made.keyring.roles.update(other.id, { permissions: ["bundles:write"] }, actor);
    expect(await codeOf(widen)).toBe("ceiling_exceeded");
    expect((await made.keyring.roles.get(other.id, system)).permissions).toEqual([]);
  });

  it("is measured again under the lock against the role as it is then", async () => {
    const made = ring();
    const { id } = await roleOf(made, ["bundles:read"]);
    for (const act of [
      () => made.keyring.roles.update(id, { name: "mine" }, narrow),
      () => made.keyring.roles.delete(id, narrow),
    ]) {
      made.beforeNextWrite(() => made.keyring.roles.update(id, { permissions: ["*:*"] }, system));
      expect(await codeOf(act())).toBe("ceiling_exceeded");
      await made.keyring.roles.update(id, { permissions: ["bundles:read"] }, system);
    }
    expect(await made.keyring.roles.get(id, system)).toMatchObject({ name: "ops" });
  });

  it("ends with the acting key: revoked between decision and lock, it writes nothing", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: WRITER });
    made.beforeNextWrite(() => made.keyring.revoke({ number: 1 }, system));
    expect(await codeOf(made.keyring.roles.create({ name: "ops", permissions: [] }, actor))).toBe(
      "key_revoked",
    );
    expect(await made.store.findRoles({ by: "all", limit: 10 })).toEqual([]);
  });
});

describe("grantable", () => {
  const roles = { reader: ["bundles:read"], admin: ["*:*"] };

  async function grantable(actor: Actor) {
    const made = ring({ roles });
    await roleOf(made, ["bundles:read"], "small");
    await roleOf(made, ["bundles:write"], "large");
    const { data } = await made.keyring.roles.list({}, actor);
    return data.filter((role) => role.grantable).map(({ name }) => name);
  }

  it("is a role that holds no more than the actor does, who may make or change keys there", async () => {
    for (const permission of ["api-keys:create", "api-keys:update"]) {
      const actor = user("u1", { permissions: ["api-roles:read", "bundles:read", permission] });
      expect((await grantable(actor)).sort()).toEqual(["reader", "small"]);
    }
    expect((await grantable(system)).sort()).toEqual(["admin", "large", "reader", "small"]);
  });

  it("is none for who can give no keys anything", async () => {
    expect(
      await grantable(user("u1", { permissions: ["api-roles:*", "bundles:*", "api-keys:read"] })),
    ).toEqual([]);
  });

  it("is decided for a custom role by the grant that covers it, for a built-in one by any", async () => {
    const actor: Actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "b", permissions: ["*:*"], reach: "all" },
        { org: "a", permissions: ["api-roles:read", "bundles:read"], reach: "all" },
      ],
    };
    expect((await grantable(actor)).sort()).toEqual(["admin", "reader"]);
  });
});
