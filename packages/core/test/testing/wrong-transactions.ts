import type { KeyStore, RoleRecord, UsageBatch } from "@latchkey/core";

import { inTransactions, type Fault } from "./wrong-store.js";

/** Stores whose transactions are wrong in one way each, as real ones have been. */
export const WRONG_TRANSACTIONS: Readonly<Record<string, Fault>> = {
  "commits when the work rejects": (store) => ({
    transact: async (work) => {
      const [outcome] = await store.transact(async (tx) => Promise.allSettled([work(tx)]));
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    },
  }),
  "wraps what the work throws": (store) => ({
    transact: (work) =>
      store.transact(work).catch((error: unknown) => Promise.reject(new Error("failed", { cause: error }))),
  }),
  "runs transactions on a stale head": inTransactions(() => ({
    head: { lastSeq: 0, lastHash: "", lastNumber: 0 },
  })),
  "updates what is not there": inTransactions((tx) => ({
    updateKey: async (key) => ((await tx.findKey({ id: key.id })) ? tx.updateKey(key) : undefined),
  })),
  "waits for ever for the lock": (store) => ({
    transact: async (work) => {
      for (;;) {
        try {
          return await store.transact(work);
        } catch (error) {
          if ((error as { code?: string }).code !== "store_busy") throw error;
        }
      }
    },
  }),

  "inserts the first hundred keys": inTransactions((tx) => ({
    insertKeys: (keys) => tx.insertKeys(keys.slice(0, 100)),
  })),
  "leaves out keys that are taken": inTransactions((tx) => ({
    async insertKeys(keys) {
      const taken = await Promise.all(
        keys.map(async ({ id, number }) => (await tx.findKey({ id })) ?? tx.findKey({ number })),
      );
      await tx.insertKeys(keys.filter((_, index) => taken[index] === null));
    },
  })),
  "counts revoked keys": (store) => ({
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          async countKeys(range) {
            const revoked = await store.scanKeys({
              order: "number",
              within: { by: "all" },
              live: false,
              limit: 1_000,
            });
            const more = revoked.filter((key) => range.by === "org" && key.orgId === range.org);
            return (await tx.countKeys(range)) + more.length;
          },
        }),
      ),
  }),
  "counts without what the transaction has written": (store) => ({
    transact: (work) =>
      store.transact(async (tx) => {
        const live = await store.scanKeys({
          order: "number",
          within: { by: "all" },
          live: true,
          limit: 1_000,
        });
        return work({
          ...tx,
          countKeys: async (range) =>
            range.by === "org" ? live.filter(({ orgId }) => orgId === range.org).length : tx.countKeys(range),
        });
      }),
  }),
  "counts all keys of an organization as those in no project": inTransactions((tx) => ({
    countKeys: (range) =>
      tx.countKeys(range.by === "project" && range.project === null ? { by: "org", org: range.org } : range),
  })),
  "counts roles whatever their case": inTransactions((tx) => ({
    countKeys: async (range) => {
      if (range.by !== "role") return tx.countKeys(range);
      const forms = new Set([range.role, range.role.toLowerCase(), range.role.toUpperCase()]);
      const counts = await Promise.all([...forms].map((role) => tx.countKeys({ by: "role", role })));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  })),

  "takes two roles of one name in no organization": takingTwins((orgId) => orgId === null),
  "takes two roles of one name in an organization": takingTwins((orgId) => orgId !== null),
  "takes names of roles that differ in case for one": inTransactions((tx) => ({
    async saveRole(role) {
      const name = role.name.toLowerCase();
      const taken = await tx.findRoles({ by: "org", org: role.orgId, limit: 100 });
      if (taken.some((other) => other.id !== role.id && other.name.toLowerCase() === name))
        throw new Error("taken");
      await tx.saveRole(role);
    },
  })),
  "inserts a role whatever its version": inTransactions((tx) => ({
    async saveRole(role) {
      const [known] = await tx.findRoles({ by: "id", id: role.id });
      if (known === undefined && role.version > 1) await tx.saveRole({ ...role, version: 1 });
      else await tx.saveRole(role);
    },
  })),
  "replaces a role by a first version": inTransactions((tx) => ({
    async saveRole(role) {
      const [known] = await tx.findRoles({ by: "id", id: role.id });
      await tx.saveRole(known && role.version === 1 ? { ...role, version: 2 } : role);
    },
  })),
  "keeps the name of a role": inTransactions((tx) => ({
    async saveRole(role) {
      const [known] = await tx.findRoles({ by: "id", id: role.id });
      await tx.saveRole({ ...role, name: known?.name ?? role.name });
    },
  })),

  "appends the last of several changes": inTransactions((tx) => ({
    appendChanges: (changes, head) => tx.appendChanges(changes.slice(-1), head),
  })),
  "replaces changes whose seq is taken": (store) => ({
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          async appendChanges(changes, head) {
            const known = await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1_000 });
            const taken = new Set(known.map(({ seq }) => seq));
            await tx.appendChanges(
              changes.filter(({ seq }) => !taken.has(seq)),
              head,
            );
          },
        }),
      ),
  }),
  "leaves the head where it was": inTransactions((tx) => ({
    appendChanges: (changes) => tx.appendChanges(changes, tx.head),
  })),

  "erases nothing": inTransactions(() => ({ erase: async () => 0 })),
  "erases keys whatever the case of their ids": inTransactions((tx) => ({
    erase: (rows) =>
      tx.erase(
        "keys" in rows ? { keys: rows.keys.flatMap((id) => [id, id.toUpperCase(), id.toLowerCase()]) } : rows,
      ),
  })),
  "erases the change of the seq, too": inTransactions((tx) => ({
    erase: (rows) => tx.erase("changesBefore" in rows ? { changesBefore: rows.changesBefore + 1 } : rows),
  })),
  "erases the hour itself, too": inTransactions((tx) => ({
    erase: (rows) => tx.erase("usageBefore" in rows ? { ...rows, usageBefore: rows.usageBefore + 1 } : rows),
  })),
  "erases all old hours at once": inTransactions((tx) => ({
    erase: (rows) => tx.erase("usageBefore" in rows ? { ...rows, most: 1_000 } : rows),
  })),
  "erases an hour more than it is told": inTransactions((tx) => ({
    async erase(rows) {
      if (!("usageBefore" in rows)) return tx.erase(rows);
      return Math.min(rows.most, await tx.erase({ ...rows, most: rows.most + 1 }));
    },
  })),
  "says it has erased what was not there": inTransactions((tx) => ({
    erase: async (rows) => Math.max("role" in rows ? 1 : 0, await tx.erase(rows)),
  })),
  "says it has erased all the keys it was given": inTransactions((tx) => ({
    async erase(rows) {
      const removed = await tx.erase(rows);
      return "keys" in rows ? rows.keys.length : removed;
    },
  })),
  "keeps the usage of erased keys": keepingUsage,
  "forgets usage at once, even if the work rejects": forgettingAtOnce,
  "fails at erasing what is not there": inTransactions((tx) => ({
    async erase(rows) {
      for (const id of "keys" in rows ? rows.keys : [])
        if ((await tx.findKey({ id })) === null) throw new Error("not there");
      return tx.erase(rows);
    },
  })),
};

/** A store that takes a second role of a name, by keeping it under another. */
function takingTwins(where: (orgId: string | null) => boolean): Fault {
  return (store) => twinsIn(store, where, new Map());
}

function twinsIn(
  store: KeyStore,
  where: (orgId: string | null) => boolean,
  twins: Map<string, string>,
): Partial<KeyStore> {
  const shown = (role: RoleRecord): RoleRecord => ({ ...role, name: twins.get(role.id) ?? role.name });
  return {
    findRoles: async (query) => (await store.findRoles(query)).map(shown),
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          async saveRole(role) {
            const [taken] = await tx.findRoles({ by: "name", org: role.orgId, name: role.name });
            const isTwin = taken !== undefined && taken.id !== role.id && where(role.orgId);
            if (isTwin) twins.set(role.id, role.name);
            await tx.saveRole(isTwin ? { ...role, name: `${role.name} of ${role.id}` } : role);
          },
        }),
      ),
  };
}

function keepingUsage(store: KeyStore): Partial<KeyStore> {
  const kept: UsageBatch[] = [];
  return {
    async readUsage(query) {
      const found = await store.readUsage(query);
      const gone = kept
        .flatMap(({ lastUsed }) => lastUsed)
        .filter(
          ({ keyId }) => query.keys.includes(keyId) && !found.lastUsed.some((use) => use.keyId === keyId),
        );
      return { ...found, lastUsed: [...found.lastUsed, ...gone] };
    },
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          async erase(rows) {
            if ("keys" in rows) kept.push(await store.readUsage({ keys: rows.keys }));
            return tx.erase(rows);
          },
        }),
      ),
  };
}

function forgettingAtOnce(store: KeyStore): Partial<KeyStore> {
  const forgotten = new Set<string>();
  return {
    async readUsage(query) {
      const { hours, lastUsed } = await store.readUsage(query);
      return { hours: hours.filter(({ keyId }) => !forgotten.has(keyId)), lastUsed };
    },
    transact: (work) =>
      store.transact((tx) =>
        work({
          ...tx,
          async erase(rows) {
            if ("keys" in rows) for (const id of rows.keys) forgotten.add(id);
            return tx.erase(rows);
          },
        }),
      ),
  };
}
