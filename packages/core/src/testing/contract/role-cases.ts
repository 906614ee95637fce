import type { RoleRecord } from "../../roles/role-record.js";
import type { KeyStore, RoleQuery } from "../../store/key-store.js";
import { findRoles } from "../find-roles.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { sampleRole, saveAll } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `findRoles` finds. */
export const roleCases: readonly StoreCase[] = [
  {
    name: "finds no roles in an empty store",
    async run(store) {
      for (const query of allQueries()) assertSame(await store.findRoles(query), []);
    },
  },
  {
    name: "gives every field of a role back exactly as given",
    async run(store) {
      const roles = [sampleRole(1), sampleRole(2, FULL), sampleRole(3, AWKWARD)];
      await saveAll(store, roles);
      assertSame(await store.findRoles({ by: "all", limit: 10 }), roles);
      for (const role of roles) {
        assertSame(await store.findRoles({ by: "id", id: role.id }), [role]);
        assertSame(await store.findRoles({ by: "name", org: role.orgId, name: role.name }), [role]);
      }
    },
  },
  {
    name: "finds exactly the roles of an id, a name, an organization or none, byte for byte, in the order of their ids",
    async run(store) {
      const roles = rolesOfManyPlaces();
      await saveAll(store, roles);
      for (const query of allQueries())
        assertSame(await store.findRoles(query), findRoles(roles, query), JSON.stringify(query));
      await store.transact(async (tx) => {
        for (const query of allQueries())
          assertSame(await tx.findRoles(query), findRoles(roles, query), JSON.stringify(query));
      });
    },
  },
  {
    name: "pages through roles by their ids, each role once",
    async run(store) {
      const roles = rolesOfManyPlaces();
      await saveAll(store, roles);
      for (const range of [{ by: "all" } as const, ...ORGS.map((org) => ({ by: "org", org }) as const)]) {
        const expected = findRoles(roles, { ...range, limit: 1_000 });
        assertSame(await paged(store, { ...range, limit: 2 }), expected, JSON.stringify(range));
      }
    },
  },
  {
    name: "finds no roles, and fails at nothing, by what no role can have",
    async run(store) {
      await saveAll(store, rolesOfManyPlaces());
      for (const text of HOSTILE_TEXTS) {
        assertSame(await store.findRoles({ by: "id", id: text }), []);
        assertSame(await store.findRoles({ by: "name", org: null, name: text }), []);
        assertSame(await store.findRoles({ by: "name", org: text, name: "reader" }), []);
        assertSame(await store.findRoles({ by: "org", org: text, limit: 10 }), []);
      }
    },
  },
];

const ORGS = [null, "acme", "ACME", "acmé", "acme ", "null", "0"];
const NAMES = ["reader", "Reader", "reader ", "rëader"];

/** Roles of the same few names in many organizations, with ids whose order is not that of their making. */
function rolesOfManyPlaces(): RoleRecord[] {
  return ORGS.flatMap((orgId) => NAMES.map((name) => ({ orgId, name }))).map((fields, index) => {
    const id = `${"bBaA0z"[index % 6] ?? ""}xyz${String((index * 7) % 100).padStart(12, "0")}`;
    return sampleRole(index + 1, { ...fields, id });
  });
}

function allQueries(): RoleQuery[] {
  const ids = rolesOfManyPlaces().map(({ id }) => id);
  const orgs = [...ORGS, "unknown", " acme"];
  return [
    ...[...ids.slice(0, 6), ...ids.slice(0, 6).map((id) => id.toUpperCase()), "unknown"].map(
      (id) => ({ by: "id", id }) as const,
    ),
    ...orgs.flatMap((org) => NAMES.map((name) => ({ by: "name", org, name }) as const)),
    { by: "name", org: null, name: "READER" },
    ...orgs.flatMap((org) => [
      { by: "org", org, limit: 100 } as const,
      { by: "org", org, limit: 2 } as const,
      { by: "org", org, limit: 100, after: "Zxyz" } as const,
    ]),
    { by: "all", limit: 100 },
    { by: "all", limit: 3, after: "axyz" },
    { by: "all", limit: 100, after: "zzzz" },
  ];
}

async function paged(
  store: KeyStore,
  query: RoleQuery & { readonly by: "all" | "org" },
): Promise<RoleRecord[]> {
  const found: RoleRecord[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await store.findRoles(last === undefined ? query : { ...query, after: last.id });
    found.push(...page);
    if (page.length < query.limit || found.length > 1_000) return found;
  }
}

const FULL: Partial<RoleRecord> = {
  orgId: "\u{10FFFF}".repeat(128),
  name: "😀".repeat(64),
  description: "x".repeat(70_000),
  permissions: Array.from(
    { length: 100 },
    (_, index) => `${"r".repeat(64)}:${String(index).padStart(64, "a")}`,
  ),
  createdAt: 8.64e15,
  updatedAt: 8.64e15,
};

const AWKWARD: Partial<RoleRecord> = {
  orgId: `'"\`\\%_?$1:name`,
  name: `😀'"\`\\%_?$1:name é`,
  description: " \\' or 1=1 -- ",
  permissions: [],
};
