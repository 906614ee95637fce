import { systemActor } from "../../src/index.js";
import { codeOf, ring } from "../keyring/ring.js";

const system = systemActor("test");
const EMPTY = { permissions: [], orgId: "a" };

describe("the name of a role", () => {
  it("is taken once in its organization, byte for byte, and free in every other", async () => {
    const { keyring } = ring();
    const make = (name: string, orgId: string | null) =>
      codeOf(keyring.roles.create({ name, permissions: [], orgId }, system));
    expect(await make("ops", "a")).toBe("resolved");
    expect(await make("ops", "a")).toBe("role_name_taken");
    for (const orgId of ["b", "A", null]) expect(await make("ops", orgId)).toBe("resolved");
    expect(await make("ops", null)).toBe("role_name_taken");
    for (const name of ["Ops", "ops ", "óps"]) expect(await make(name, "a")).toBe("resolved");
  });

  it("is never that of a built-in role, in no organization", async () => {
    const { keyring, writes } = ring();
    for (const orgId of ["a", null])
      expect(await codeOf(keyring.roles.create({ name: "reader", permissions: [], orgId }, system))).toBe(
        "role_name_taken",
      );
    expect(writes()).toBe(0);
  });

  it("cannot be changed to one that is taken, but may stay as it is", async () => {
    const { keyring } = ring();
    const { id } = await keyring.roles.create({ ...EMPTY, name: "ops" }, system);
    await keyring.roles.create({ ...EMPTY, name: "dev" }, system);
    await keyring.roles.create({ ...EMPTY, name: "qa", orgId: "b" }, system);
    const rename = (name: string) => codeOf(keyring.roles.update(id, { name }, system));
    expect(await rename("dev")).toBe("role_name_taken");
    expect(await rename("reader")).toBe("role_name_taken");
    expect(await rename("ops")).toBe("resolved");
    expect(await rename("qa")).toBe("resolved");
  });

  it("goes to one of many who ask for it at once", async () => {
    const { keyring, store } = ring();
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(keyring.roles.create({ ...EMPTY, name: "ops" }, system))),
    );
    expect(codes.filter((code) => code === "resolved")).toHaveLength(1);
    expect(codes.filter((code) => code === "role_name_taken")).toHaveLength(19);
    expect(await store.findRoles({ by: "all", limit: 100 })).toHaveLength(1);
  });

  it("is asked for again under the lock, when a role is made and when it is renamed", async () => {
    const { keyring, store, beforeNextWrite } = ring();
    const { id } = await keyring.roles.create({ ...EMPTY, name: "dev" }, system);
    beforeNextWrite(() => keyring.roles.create({ ...EMPTY, name: "ops" }, system));
    expect(await codeOf(keyring.roles.create({ ...EMPTY, name: "ops" }, system))).toBe("role_name_taken");
    beforeNextWrite(() => keyring.roles.create({ ...EMPTY, name: "qa" }, system));
    expect(await codeOf(keyring.roles.update(id, { name: "qa" }, system))).toBe("role_name_taken");
    const names = (await store.findRoles({ by: "all", limit: 100 })).map(({ name }) => name);
    expect(names.sort()).toEqual(["dev", "ops", "qa"]);
  });
});

describe("a name that the application takes for a built-in role later", () => {
  async function shadowed() {
    const before = ring({ roles: {} });
    const role = await before.keyring.roles.create(
      { ...EMPTY, name: "ops", permissions: ["bundles:read"] },
      system,
    );
    const made = await before.keyring.create({ orgId: "a", role: "ops" }, system);
    const after = ring({ store: before.store, roles: { ops: ["*:*"] } });
    return { ...after, role, made };
  }

  it("does not change what keys with the custom role hold", async () => {
    const { keyring, made } = await shadowed();
    expect(await keyring.verify(made.token)).toMatchObject({
      ok: true,
      principal: { role: "ops", permissions: ["bundles:read"] },
    });
  });

  it("means the built-in role to keys that are given it from then on", async () => {
    const { keyring } = await shadowed();
    const { token } = await keyring.create({ orgId: "a", role: "ops" }, system);
    expect(await keyring.verify(token)).toMatchObject({ principal: { permissions: ["*:*"] } });
  });

  it("leaves a key the role it has when it is changed by that name, as clients do that send back what they read", async () => {
    const { keyring, made, role, store } = await shadowed();
    const ref = { id: made.key.id };
    await keyring.update(ref, { name: "renamed", role: "ops" }, system);
    expect(await store.findKey(ref)).toMatchObject({ name: "renamed", role: `c:${role.id}` });
    await keyring.update(ref, { role: null, permissions: [] }, system);
    await keyring.update(ref, { role: "ops" }, system);
    expect(await store.findKey(ref)).toMatchObject({ role: "b:ops" });
  });

  it("leaves the custom role to be seen, changed and deleted, but no longer to be given", async () => {
    const { keyring, role, made } = await shadowed();
    expect(await keyring.roles.get(role.id, system)).toMatchObject({ builtIn: false, grantable: false });
    expect(await codeOf(keyring.roles.delete(role.id, system))).toBe("role_in_use");
    expect(await keyring.roles.update(role.id, { description: "old" }, system)).toMatchObject({ version: 2 });
    expect(await keyring.roles.update(role.id, { name: "old ops" }, system)).toMatchObject({
      grantable: true,
    });
    expect(await keyring.get({ id: made.key.id }, system)).toMatchObject({ role: "old ops" });
  });
});

describe("a built-in role that the application takes back", () => {
  it("grants nothing, and a custom role of its name grants nothing to keys that had it", async () => {
    const before = ring({ roles: { ops: ["*:*"] } });
    const { token } = await before.keyring.create({ orgId: "a", role: "ops" }, system);
    const { keyring } = ring({ store: before.store, roles: {} });
    expect(await keyring.verify(token)).toMatchObject({ ok: true, principal: { permissions: [] } });
    await keyring.roles.create({ ...EMPTY, name: "ops", permissions: ["bundles:read"] }, system);
    expect(await keyring.verify(token)).toMatchObject({ ok: true, principal: { permissions: [] } });
  });
});
