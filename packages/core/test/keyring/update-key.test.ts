import { systemActor, type UpdateKey } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const admin = user("u1", { permissions: ["*:*"] });
const system = systemActor("test");

async function withKey() {
  const made = ring();
  const { key } = await made.keyring.create(
    {
      permissions: ["bundles:read"],
      allowedNetworks: ["10.0.0.0/8"],
      rateLimit: { requests: 5, seconds: 60 },
    },
    admin,
  );
  const update = (fields: UpdateKey) => made.keyring.update({ id: key.id }, fields, admin);
  return { ...made, key, update };
}

describe("updating networks and the rate limit", () => {
  it("sets and removes them, and keeps what is not named", async () => {
    const { update } = await withKey();
    expect(await update({ allowedNetworks: ["2001:db8::/32", "192.0.2.1"] })).toMatchObject({
      allowedNetworks: ["2001:db8::/32", "192.0.2.1"],
      rateLimit: { requests: 5, seconds: 60 },
    });
    expect(await update({ rateLimit: { requests: 1, seconds: 1 } })).toMatchObject({
      allowedNetworks: ["2001:db8::/32", "192.0.2.1"],
      rateLimit: { requests: 1, seconds: 1 },
    });
    expect(await update({ rateLimit: null, allowedNetworks: null })).toMatchObject({
      allowedNetworks: null,
      rateLimit: null,
    });
  });

  it("writes nothing when they are what they were, however they are written down", async () => {
    const { update, store, key } = await withKey();
    expect(
      await update({ rateLimit: { seconds: 60, requests: 5 }, allowedNetworks: ["10.0.0.0/8"] }),
    ).toEqual(key);
    expect(await update({ inherits: false, enabled: true })).toEqual(key);
    expect(await changesOf(store)).toHaveLength(1);
  });

  it("records before and after", async () => {
    const { update, store } = await withKey();
    await update({ rateLimit: null, allowedNetworks: ["10.1.0.0/16"] });
    const [, change] = await changesOf(store);
    expect(JSON.parse(change?.detail ?? "")).toEqual({
      before: { allowedNetworks: ["10.0.0.0/8"], rateLimit: { requests: 5, seconds: 60 }, version: 1 },
      after: { allowedNetworks: ["10.1.0.0/16"], rateLimit: null, version: 2 },
    });
  });
});

describe("a role", () => {
  async function withRoles() {
    const made = ring();
    const role = (orgId: string | null) =>
      made.keyring.roles.create({ orgId, name: "editor", permissions: ["bundles:write"] }, system);
    return { ...made, ofA: await role("a"), ofB: await role("b"), ofNone: await role(null) };
  }
  const roleOf = async (made: Awaited<ReturnType<typeof withRoles>>, number: number) =>
    (await made.store.findKey({ number }))?.role;

  it("is looked for in the key's own organization", async () => {
    const made = await withRoles();
    for (const orgId of ["a", "b", null]) await made.keyring.create({ orgId, role: "editor" }, system);
    const references = [made.ofA, made.ofB, made.ofNone].map(({ id }) => `c:${id}`);
    expect([await roleOf(made, 1), await roleOf(made, 2), await roleOf(made, 3)]).toEqual(references);
  });

  it("of another organization cannot be had, nor by its id", async () => {
    const { keyring, ofA } = await withRoles();
    const names = ["only", ofA.id, `c:${ofA.id}`, "b:reader"];
    await keyring.roles.create({ orgId: "b", name: "only", permissions: [] }, system);
    const { key } = await keyring.create({ orgId: "a", role: "editor" }, system);
    for (const role of names) {
      expect(await codeOf(keyring.create({ orgId: "a", role }, system))).toBe("invalid_field");
      expect(await codeOf(keyring.createMany([{ orgId: "a", role }], system))).toBe("invalid_field");
      expect(await codeOf(keyring.update({ id: key.id }, { role }, system))).toBe("invalid_field");
    }
  });

  it("that is deleted between the decision and the lock cannot be had", async () => {
    const { keyring, ofA, beforeNextWrite } = await withRoles();
    beforeNextWrite(() => keyring.roles.delete(ofA.id, system));
    expect(await codeOf(keyring.create({ orgId: "a", role: "editor" }, system))).toBe("invalid_field");
    expect(await codeOf(keyring.create({ orgId: "a", role: "editor" }, system))).toBe("invalid_field");
  });

  it("named like a built-in one is the built-in one", async () => {
    const { keyring, store } = await withRoles();
    // The application has made a built-in role of that name since.
    const later = ring({ store, roles: { editor: ["bundles:read"] } });
    const { key, token } = await later.keyring.create({ orgId: "a", role: "editor" }, system);
    expect(await later.store.findKey({ id: key.id })).toMatchObject({ role: "b:editor" });
    expect(await later.keyring.verify(token)).toMatchObject({
      principal: { role: "editor", permissions: ["bundles:read"] },
    });
    const before = await keyring.create({ orgId: "a", role: "editor" }, system);
    expect(await later.keyring.verify(before.token)).toMatchObject({
      principal: { permissions: ["bundles:write"] },
    });
  });

  it("is told from none: null takes it away", async () => {
    const made = await withRoles();
    await made.keyring.create({ orgId: "a", role: "editor" }, system);
    const update = (fields: UpdateKey) => codeOf(made.keyring.update({ number: 1 }, fields, system));
    expect(await update({ role: null })).toBe("grant_required");
    expect(await update({ role: null, permissions: [] })).toBe("resolved");
    expect(await roleOf(made, 1)).toBeNull();
  });

  it("is measured by what it holds, custom or not", async () => {
    const { keyring } = await withRoles();
    const maker = user("u1", { permissions: ["api-keys:*", "bundles:read"] });
    expect(await codeOf(keyring.create({ role: "editor" }, maker))).toBe("ceiling_exceeded");
    expect(
      await codeOf(
        keyring.create({ role: "editor" }, user("u1", { permissions: ["api-keys:*", "bundles:*"] })),
      ),
    ).toBe("resolved");
  });

  it("is not to be found out about where the actor makes no keys", async () => {
    const { keyring } = await withRoles();
    const elsewhere = user("u1", { org: "z", permissions: ["*:*"] });
    for (const role of ["editor", "no such role"])
      expect(await codeOf(keyring.create({ orgId: "b", role }, elsewhere))).toBe("out_of_reach");
  });
});
