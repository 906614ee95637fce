import { systemActor, type Actor, type RoleRecord } from "../../src/index.js";
import { insertKeys } from "../insert-keys.js";
import { ring, user } from "../keyring/ring.js";
import { sampleKey } from "../sample-key.js";

const system = systemActor("test");
const BUDGET = 2_000;

const everywhere: Actor = user("u1", { org: "*", permissions: ["api-keys:read"] });

/** Keys with custom roles of one name in two organizations, with a built-in one of another, and without. */
async function withRoles() {
  const before = ring({ roles: { reader: [] } });
  const { keyring } = before;
  for (const orgId of ["a", "b", null])
    await keyring.roles.create({ name: "ops", permissions: [], orgId }, system);
  await keyring.roles.create({ name: "dev", permissions: [], orgId: "a" }, system);
  for (const [orgId, role] of [
    ["a", "ops"],
    ["b", "ops"],
    [null, "ops"],
    ["a", "dev"],
    ["a", "reader"],
    ["b", "reader"],
  ] as const)
    await keyring.create({ orgId, role }, system);
  await keyring.create({ orgId: "a", permissions: [] }, system);
  return before;
}

async function numbers({ keyring }: ReturnType<typeof ring>, query: object, actor: Actor) {
  const { data } = await keyring.list({ sort: "created_at", ...query }, actor);
  return data.map(({ number }) => number);
}

describe("a list of the keys with a role", () => {
  it("knows the role by its name in each key's organization", async () => {
    const made = await withRoles();
    expect(await numbers(made, { role: "ops" }, everywhere)).toEqual([1, 2, 3]);
    expect(await numbers(made, { role: "ops", orgId: "b" }, everywhere)).toEqual([2]);
    expect(
      await numbers(made, { role: "ops" }, user("u", { org: "a", permissions: ["api-keys:read"] })),
    ).toEqual([1]);
    expect(await numbers(made, { role: "dev" }, everywhere)).toEqual([4]);
    expect(await numbers(made, { role: "reader" }, everywhere)).toEqual([5, 6]);
    expect(await numbers(made, { role: "nobody" }, everywhere)).toEqual([]);
  });

  it("shows each key with the name of its role", async () => {
    const { keyring } = await withRoles();
    const { data } = await keyring.list({ sort: "created_at" }, everywhere);
    expect(data.map(({ role }) => role)).toEqual(["ops", "ops", "ops", "dev", "reader", "reader", null]);
  });

  it("holds those of a custom and of a built-in role, where the application has taken the name later", async () => {
    const made = await withRoles();
    const after = ring({ store: made.store, roles: { reader: [], ops: [] } });
    await after.keyring.create({ orgId: "a", role: "ops" }, system);
    expect(await numbers(after, { role: "ops", orgId: "a" }, everywhere)).toEqual([1, 8]);
  });

  it("follows a role that was renamed", async () => {
    const made = await withRoles();
    const roles = (await made.keyring.roles.list({ orgId: "a" }, system)).data;
    const { id = "" } = roles.find(({ name }) => name === "ops") ?? {};
    await made.keyring.roles.update(id, { name: "op" }, system);
    expect(await numbers(made, { role: "ops" }, everywhere)).toEqual([2, 3]);
    expect(await numbers(made, { role: "op" }, everywhere)).toEqual([1]);
  });

  it("asks once what the name means in an organization, however many keys it has", async () => {
    const made = await withRoles();
    const asked = jest.spyOn(made.store, "findRoles");
    const counting = ring({ store: made.store });
    await numbers(counting, { role: "nobody", orgId: "a" }, everywhere);
    expect(asked.mock.calls.map(([query]) => query)).toEqual([{ by: "name", org: "a", name: "nobody" }]);
    asked.mockClear();
    await numbers(counting, {}, user("u", { org: "b", permissions: ["api-keys:read"] }));
    expect(asked.mock.calls).toHaveLength(1);
  });

  it.each([
    ["is in one of two organizations", 3_000],
    ["is in an organization of its own", 1],
  ])(
    "examines 2,000 rows a page at most, looks at roles included, where every key %s",
    async (_, keysInOrg) => {
      const KEYS = 5_000;
      const made = ring();
      const orgs = Array.from({ length: Math.ceil(KEYS / keysInOrg) }, (__, index) => `org ${index}`);
      await made.store.transact(async (tx) => {
        for (const [index, orgId] of orgs.entries()) await tx.saveRole(roleRecord(index, orgId));
      });
      const keys = Array.from({ length: KEYS }, (__, index) => {
        const org = Math.floor(index / keysInOrg);
        return sampleKey({ number: index + 1, orgId: `org ${org}`, role: `c:${roleRecord(org, "").id}` });
      });
      await insertKeys(made.store, keys);

      const { scanKeys, findRoles } = made.store;
      let rows = 0;
      made.store.scanKeys = async (scan) => {
        const found = await scanKeys(scan);
        rows += found.length;
        return found;
      };
      made.store.findRoles = (query) => {
        if (query.by === "name") rows++;
        return findRoles(query);
      };
      const counting = ring({ store: made.store });
      let found = 0;
      let cursor: string | undefined;
      let most = 0;
      do {
        rows = 0;
        const page = await counting.keyring.list(
          { role: "ops", limit: 1, sort: "created_at", cursor },
          everywhere,
        );
        expect(page.data.every(({ role }) => role === "ops")).toBe(true);
        found += page.data.length;
        most = Math.max(most, rows);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(most).toBeLessThanOrEqual(BUDGET);
      expect(most).toBeGreaterThan(BUDGET - 10);
      expect(found).toBe(keys.filter(({ orgId }) => orgId === orgs.at(-1)).length);

      function roleRecord(index: number, orgId: string): RoleRecord {
        const id = `R${String(index).padStart(15, "0")}`;
        const name = index === orgs.length - 1 ? "ops" : "dev";
        return { id, orgId, name, description: "", permissions: [], createdAt: 0, updatedAt: 0, version: 1 };
      }
    },
  );
});
