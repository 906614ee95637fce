import { systemActor, type Actor, type Grant, type ListRoles, type RoleRecord } from "../../src/index.js";
import { codeOf, ring, type Ring } from "../keyring/ring.js";

const system = systemActor("test");

/** Roles `r 0`, `r 1` … spread over organizations, past the keyring. */
async function withRoles(count: number, orgs: readonly (string | null)[]) {
  const made = ring();
  const roles = Array.from({ length: count }, (_, index): RoleRecord => {
    const id = `R${String((index * 7919) % 100_003).padStart(15, "0")}`;
    const orgId = orgs[index % orgs.length] ?? null;
    const times = { createdAt: 0, updatedAt: 0, version: 1 };
    return { id, orgId, name: `r ${index}`, description: "", permissions: [], ...times };
  });
  await made.store.transact(async (tx) => {
    for (const role of roles) await tx.saveRole(role);
  });
  return { ...made, roles };
}

function actorFor(...grants: (Pick<Grant, "org"> & Partial<Grant>)[]): Actor {
  const READ = { permissions: ["api-roles:read"], reach: "all" } as const;
  return { kind: "user", id: "ann", grants: grants.map((grant) => ({ ...READ, ...grant })) };
}

/** All pages of a list: the names of custom roles, and how the pages were cut. */
async function walk({ keyring }: Ring, query: ListRoles, as: Actor) {
  const ids: string[] = [];
  const pages: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await keyring.roles.list({ ...query, cursor }, as);
    const custom = page.data.filter(({ builtIn }) => !builtIn);
    ids.push(...custom.map(({ id }) => id));
    pages.push(custom.length);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 1_000);
  return { ids, pages };
}

const idsOf = (roles: readonly RoleRecord[], orgs: readonly (string | null)[]) =>
  roles
    .filter(({ orgId }) => orgs.includes(orgId))
    .map(({ id }) => id)
    .sort();

describe("the list of roles", () => {
  it("begins with the built-in ones by name, on its first page only, and beyond its limit", async () => {
    const made = await withRoles(5, ["a"]);
    const first = await made.keyring.roles.list({ limit: 2 }, system);
    expect(first.data.map(({ name }) => name).slice(0, 3)).toEqual(["admin", "keeper", "reader"]);
    expect(first.data.map(({ builtIn }) => builtIn)).toEqual([true, true, true, false, false]);
    const second = await made.keyring.roles.list({ limit: 2, cursor: first.nextCursor ?? "" }, system);
    expect(second.data.map(({ builtIn }) => builtIn)).toEqual([false, false]);
  });

  it("is the built-in ones, without a cursor, where there are no others", async () => {
    const { keyring } = ring();
    const { data, nextCursor } = await keyring.roles.list({}, actorFor({ org: "a" }));
    expect([data.length, nextCursor]).toEqual([3, null]);
  });

  it.each<[string, Actor, ListRoles, readonly (string | null)[]]>([
    ["all for who may read all", system, {}, ["a", "b", null]],
    ["those of an organization", actorFor({ org: "a" }), {}, ["a"]],
    ["those of several organizations", actorFor({ org: "b" }, { org: "a" }), {}, ["a", "b"]],
    ["those for keys without an organization", actorFor({ org: null }), {}, [null]],
    ["those of the organization asked for", system, { orgId: "b" }, ["b"]],
    ["none of an organization that no grant covers", actorFor({ org: "a" }), { orgId: "b" }, []],
    ["none for the grant of a project", actorFor({ org: "a", project: "p" }), {}, []],
    [
      "none of where the covering grant does not hold the permission",
      actorFor({ org: "*" }, { org: "a", permissions: ["api-keys:read"] }),
      {},
      ["b", null],
    ],
    [
      "none of anywhere else for a grant for all without the permission",
      actorFor({ org: "*", permissions: [] }, { org: "a" }),
      {},
      ["a"],
    ],
  ])("holds %s", async (_, actor, query, orgs) => {
    const made = await withRoles(30, ["a", "b", null]);
    const { ids } = await walk(made, query, actor);
    expect(ids).toEqual(idsOf(made.roles, orgs));
    const { ids: inPages } = await walk(made, { ...query, limit: 3 }, actor);
    expect(inPages).toEqual(ids);
  });

  it("comes in pages of the size asked for, 50 by default, in the order of ids", async () => {
    const made = await withRoles(120, ["a", "b"]);
    const both = actorFor({ org: "a" }, { org: "b" });
    expect(await walk(made, {}, both)).toMatchObject({ pages: [50, 50, 20] });
    expect(await walk(made, { limit: 60 }, both)).toMatchObject({ pages: [60, 60] });
    expect(await walk(made, { limit: 1 }, both)).toMatchObject({ ids: idsOf(made.roles, ["a", "b"]) });
  });

  it.each([
    ["one by one", 16],
    ["all at once", 17],
  ])("holds those of many organizations, which are walked %s", async (_, count) => {
    const orgs = Array.from({ length: 20 }, (__, index) => `org ${index}`);
    const made = await withRoles(200, orgs);
    const mine = orgs.slice(0, count);
    const { ids } = await walk(made, { limit: 7 }, actorFor(...mine.map((org) => ({ org }))));
    expect(ids).toEqual(idsOf(made.roles, mine));
  });

  it("examines 2,000 rows a page at most, however little of them may be seen", async () => {
    const orgs = Array.from({ length: 60 }, (_, index) => `org ${index}`);
    const made = await withRoles(5_000, orgs);
    const { findRoles } = made.store;
    let rows = 0;
    made.store.findRoles = async (query) => {
      const found = await findRoles(query);
      rows += found.length;
      return found;
    };
    const counting = ring({ store: made.store });
    const hidden = orgs.slice(1).map((org) => ({ org, permissions: [] }));
    const actor = actorFor({ org: "*" }, ...hidden);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      rows = 0;
      const page = await counting.keyring.roles.list({ cursor }, actor);
      expect(rows).toBeLessThanOrEqual(2_000);
      found.push(...page.data.filter(({ builtIn }) => !builtIn).map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(idsOf(made.roles, ["org 0"]));
  });

  it("has cursors of its own: bound to the query, sealed, and no other list's", async () => {
    const made = await withRoles(10, ["a"]);
    const { keyring } = made;
    await keyring.create({ permissions: [] }, system);
    await keyring.create({ permissions: [] }, system);
    const cursor = (await keyring.roles.list({ limit: 1 }, system)).nextCursor ?? "";
    const ofKeys = (await keyring.list({ limit: 1 }, system)).nextCursor ?? "";
    expect(await codeOf(keyring.roles.list({ limit: 5, cursor }, system))).toBe("resolved");
    for (const query of [{ cursor, orgId: "a" }, { cursor: ofKeys }, { cursor: "x" }, { cursor: "" }])
      expect(await codeOf(keyring.roles.list(query, system))).toBe("invalid_cursor");
    expect(await codeOf(keyring.list({ cursor }, system))).toBe("invalid_cursor");
    expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toContain("R0000");
  });

  it("needs the permission in some grant", async () => {
    const { keyring } = ring();
    const actor = actorFor({ org: "a", permissions: ["api-roles:write", "api-keys:read"] });
    expect(await codeOf(keyring.roles.list({}, actor))).toBe("insufficient_permissions");
  });
});
