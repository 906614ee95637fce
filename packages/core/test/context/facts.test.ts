import { factsOf, factsUnderLock } from "../../src/context/facts.js";
import { keyringContext } from "../../src/keyring/keyring-context-of.js";
import type { Owner, RoleRecord } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { PEPPERS } from "../verification/two-rings.js";

const ROLE: RoleRecord = {
  id: "role000000000001",
  orgId: "acme",
  name: "support",
  description: "",
  permissions: ["tickets:read"],
  createdAt: 0,
  updatedAt: 0,
  version: 1,
};

async function setUp(owners?: (ownerId: string) => Owner | null) {
  const store = memoryStore();
  await store.transact((tx) => tx.saveRole(ROLE));
  const ring = keyringContext({
    store,
    peppers: PEPPERS,
    roles: { reader: ["bundles:read"] },
    ...(owners && { owners }),
  });
  return { store, ring, facts: factsOf(ring) };
}

describe("facts", () => {
  it("know a built-in role everywhere, and a custom one in its organization alone", async () => {
    const { facts } = await setUp();
    expect(await facts.roleNamed("acme", "reader")).toBe("b:reader");
    expect(await facts.roleNamed("acme", "support")).toBe(`c:${ROLE.id}`);
    expect(await facts.roleNamed("globex", "support")).toBeNull();
    expect(await facts.roleNamed(null, "support")).toBeNull();
    expect(await facts.roleNamed("acme", "__proto__")).toBeNull();
  });

  it("read a custom role once", async () => {
    const { facts, store } = await setUp();
    const find = jest.spyOn(store, "findRoles");
    const key = { role: `c:${ROLE.id}`, permissions: null, inherits: false, ownerId: null, orgId: "acme" };
    expect(await facts.permissionsOf(key)).toEqual(["tickets:read"]);
    expect(await facts.roleName(key.role)).toBe("support");
    expect(await facts.permissionsOf({ ...key, orgId: "globex" })).toEqual([]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it("under the lock know the owners that were asked for before it, and no others", async () => {
    const asked: string[] = [];
    const { ring, facts, store } = await setUp((ownerId) => {
      asked.push(ownerId);
      return { active: true, permissions: ["a:read"] };
    });
    await facts.owner("ann", "acme");
    await store.transact(async (tx) => {
      const locked = factsUnderLock(ring, tx, facts);
      expect(await locked.owner("ann", "acme")).toEqual({ active: true, permissions: ["a:read"] });
      await expect(locked.owner("bob", "acme")).rejects.toMatchObject({ code: "store_busy" });
      await expect(locked.owner("ann", "globex")).rejects.toMatchObject({ code: "store_busy" });
    });
    expect(asked).toEqual(["ann"]);
  });

  it("say of every owner that it is active, and holds nothing, where the application says nothing", async () => {
    const { facts } = await setUp();
    expect(await facts.owner("ann", null)).toEqual({ active: true, permissions: [] });
  });

  it("give an inheriting key nothing without an active owner", async () => {
    const { facts } = await setUp((ownerId) =>
      ownerId === "gone" ? null : { active: false, permissions: ["*:*"] },
    );
    const key = { role: null, permissions: null, inherits: true, orgId: "acme" };
    for (const ownerId of ["gone", "inactive", null])
      expect(await facts.permissionsOf({ ...key, ownerId })).toEqual([]);
  });
});
