import type { KeyStore, RoleQuery, Survey } from "@latchkey/core";

import type { Fault } from "./wrong-store.js";

/** Stores whose reads are wrong in one way each, as real ones have been. */
export const WRONG_READS: Readonly<Record<string, Fault>> = {
  "finds ids whatever their case": (store) => ({
    findKey: async (ref) =>
      (await store.findKey(ref)) ?? ("id" in ref ? store.findKey({ id: ref.id.toLowerCase() }) : null),
  }),
  "finds ids that end in spaces": (store) => ({
    findKey: (ref) => store.findKey("id" in ref ? { id: ref.id.trimEnd() } : ref),
  }),
  "finds lookups whatever their case": (store) => ({
    findKey: async (ref) =>
      (await store.findKey(ref)) ??
      ("lookup" in ref ? store.findKey({ lookup: ref.lookup.replace("ABC", "abc") }) : null),
  }),
  "does not look for lookups": (store) => ({
    findKey: async (ref) => ("lookup" in ref ? null : store.findKey(ref)),
  }),
  "loses a column": (store) => ({
    findKey: async (ref) => {
      const key = await store.findKey(ref);
      return key && { ...key, revokedReason: null };
    },
  }),
  "orders names as JavaScript does": (store) => ({
    scanKeys: async (scan) => {
      const keys = await store.scanKeys(scan);
      return scan.order === "name" ? [...keys].sort((a, b) => (a.nameLower < b.nameLower ? -1 : 1)) : keys;
    },
  }),
  "begins a page at the position instead of behind it": (store) => ({
    scanKeys: (scan) =>
      store.scanKeys(
        scan.order === "number" && scan.after !== undefined ? { ...scan, after: scan.after - 1 } : scan,
      ),
  }),
  "matches prefixes as LIKE does": (store) => ({
    scanKeys: (scan) =>
      store.scanKeys("namePrefix" in scan && scan.namePrefix === "%" ? { ...scan, namePrefix: "" } : scan),
  }),
  "scans revoked keys among the live": (store) => ({
    scanKeys: (scan) => store.scanKeys({ ...scan, live: true }),
  }),

  "finds names of roles whatever their case": (store) => ({
    findRoles: (query) =>
      query.by === "name" ? namedLike(store, query, (name) => name.toLowerCase()) : store.findRoles(query),
  }),
  "finds names of roles that end in spaces": (store) => ({
    findRoles: (query) =>
      query.by === "name" ? namedLike(store, query, (name) => name.trimEnd()) : store.findRoles(query),
  }),
  "compares a missing organization of roles with =": (store) => ({
    findRoles: async (query) => ("org" in query && query.org === null ? [] : store.findRoles(query)),
  }),
  "takes no organization of roles for all of them": (store) => ({
    findRoles: (query) =>
      store.findRoles(query.by === "org" && query.org === null ? { ...query, by: "all" } : query),
  }),
  "orders roles by their names": (store) => ({
    findRoles: async (query) =>
      [...(await store.findRoles(query))].sort((a, b) => Number(a.name > b.name) - 0.5),
  }),
  "begins every page of roles at the first": (store) => ({
    findRoles: ({ ...query }) => {
      if ("after" in query) delete query.after;
      return store.findRoles(query);
    },
  }),
  "finds roles without a limit": (store) => ({
    findRoles: (query) => store.findRoles("limit" in query ? { ...query, limit: 1_000 } : query),
  }),
  "loses the description of roles": (store) => ({
    findRoles: async (query) => (await store.findRoles(query)).map((role) => ({ ...role, description: "" })),
  }),

  "scans changes without a limit": (store) => ({
    scanChanges: (scan) => store.scanChanges({ ...scan, limit: 10_000 }),
  }),
  "scans changes from a seq on": (store) => ({
    scanChanges: (scan) =>
      store.scanChanges(scan.after === undefined ? scan : { ...scan, after: scan.after - 1 }),
  }),
  "scans changes always oldest first": (store) => ({
    scanChanges: (scan) => store.scanChanges({ ...scan, order: "seq" }),
  }),
  "turns a page of the newest changes round": (store) => ({
    scanChanges: async (scan) => [...(await store.scanChanges(scan))].sort((a, b) => a.seq - b.seq),
  }),
  "scans the changes of targets whatever their case": (store) => ({
    scanChanges: async (scan) => {
      if (scan.within.by !== "target") return store.scanChanges(scan);
      const target = scan.within.target.toLowerCase();
      const all = await store.scanChanges({ ...scan, within: { by: "all" }, limit: 10_000 });
      return all.filter((change) => change.target.toLowerCase() === target).slice(0, scan.limit);
    },
  }),
  "takes an actor of changes for their target": (store) => ({
    scanChanges: ({ within, ...scan }) =>
      store.scanChanges({
        ...scan,
        within: within.by === "actor" ? { by: "target", target: within.actor } : within,
      }),
  }),
  "scans no changes without an organization": (store) => ({
    scanChanges: async (scan) =>
      scan.within.by === "org" && scan.within.org === null ? [] : store.scanChanges(scan),
  }),
  "loses the project of changes": (store) => ({
    scanChanges: async (scan) =>
      (await store.scanChanges(scan)).map((change) => ({ ...change, projectId: null })),
  }),

  "surveys beginnings as LIKE does": surveying((expected) =>
    expected.map((text) => (text === "hmac%" ? "hmac" : text)),
  ),
  "surveys beginnings whatever their case": surveying((expected) => [
    ...expected,
    ...expected.map((text) => text.toUpperCase()),
  ]),
  "surveys beginnings without their last space": surveying((expected) =>
    expected.map((text) => text.trimEnd()),
  ),
  "expects everything where nothing is expected": surveying((expected) =>
    expected.length === 0 ? [""] : expected,
  ),
  "surveys a head at zero": (store) => ({
    survey: async (expected, now) => ({
      ...(await store.survey(expected, now)),
      head: { lastSeq: 0, lastHash: "", lastNumber: 0 },
    }),
  }),
  "counts previous digests that are over": (store) => ({
    survey: (expected) => store.survey(expected, 0),
  }),
  "counts previous digests in the moment in which they are over": (store) => ({
    survey: (expected, now) => store.survey(expected, now - 1),
  }),
  "counts no previous digest in its last moment": (store) => ({
    survey: (expected, now) => store.survey(expected, now + 1),
  }),
  "counts null as unexpected": (store) => ({
    survey: async (expected, now) => {
      const { unexpected, ...survey } = await store.survey(expected, now);
      const live = await store.scanKeys({
        order: "number",
        within: { by: "all" },
        live: true,
        limit: 10_000,
      });
      const without = live.filter((key) => key.lookup === null).length;
      return { ...survey, unexpected: { ...unexpected, lookup: unexpected.lookup + without } };
    },
  }),
  "counts revoked keys as unexpected": (store) => ({
    survey: async (expected, now) => {
      const { unexpected, ...survey } = await store.survey(expected, now);
      const revoked = await store.scanKeys({
        order: "number",
        within: { by: "all" },
        live: false,
        limit: 10_000,
      });
      const digest = unexpected.digest + revoked.filter(isUnexpected(expected.digest)).length;
      return { ...survey, unexpected: { ...unexpected, digest } };
    },
  }),
};

async function namedLike(
  store: KeyStore,
  { org, name }: RoleQuery & { readonly by: "name" },
  fold: (name: string) => string,
) {
  const roles = await store.findRoles({ by: "org", org, limit: 1_000 });
  return roles.filter((role) => fold(role.name) === fold(name)).slice(0, 1);
}

/** Surveys with other expectations than it was given, and says it had those. */
function surveying(twist: (expected: readonly string[]) => readonly string[]): Fault {
  return (store) => ({
    async survey(expected, now) {
      const twisted = Object.fromEntries(
        Object.entries(expected).map(([column, texts]) => [column, twist(texts)]),
      ) as unknown as Survey["expected"];
      return { ...(await store.survey(twisted, now)), expected };
    },
  });
}

function isUnexpected(beginnings: readonly string[]) {
  return ({ digest }: { digest: string }) => !beginnings.some((text) => digest.startsWith(text));
}
