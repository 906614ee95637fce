import type { ChangeRecord } from "../changes/change-record.js";
import type { KeyRecord, RowRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { RoleRecord } from "../roles/role-record.js";
import type { Erasure, Head, KeyStore, StoreTransaction } from "../store/key-store.js";
import { frozenCopy } from "./frozen-copy.js";
import { queueOfOne } from "./queue-of-one.js";
import { memoryUsage, type MemoryUsage } from "./memory-usage.js";
import { countRecords } from "./count-records.js";
import { findRoles } from "./find-roles.js";
import { scanChanges } from "./scan-changes.js";
import { scanRecords } from "./scan-records.js";
import { surveyRecords } from "./survey-records.js";

/** What is kept; a transaction works on a copy of it, which takes its place when it commits. */
interface Tables {
  readonly keys: Map<string, KeyRecord>;
  readonly roles: Map<string, RoleRecord>;
  readonly changes: ChangeRecord[];
  head: Head;
}

interface Draft extends Tables {
  /** Kept aside: a transaction removes usage, but adding to it is not part of any. */
  readonly forgotten: ((usage: MemoryUsage) => void)[];
  readonly usage: MemoryUsage;
  readonly forgottenHours: Set<string>;
  fault?: { readonly error: unknown };
  over: boolean;
}

const LOCK_WAIT_MS = 2_000;

/**
 * A store that forgets everything when the process ends, for tests and for trying things out. It passes the store
 * contract; it looks at all keys each time, so keep it to some thousands of them.
 *
 * @example
 * const keyring = createKeyring({ store: memoryStore(), peppers: "none" });
 */
export function memoryStore(): KeyStore {
  let tables: Tables = {
    keys: new Map(),
    roles: new Map(),
    changes: [],
    head: { lastSeq: 0, lastHash: "", lastNumber: 0 },
  };
  const usage = memoryUsage();
  const enqueue = queueOfOne(LOCK_WAIT_MS, busy);

  async function transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const draft: Draft = {
      ...copyOf(tables),
      forgotten: [],
      usage,
      forgottenHours: new Set(),
      over: false,
    };
    try {
      const result = await work(transactionOn(draft));
      if (draft.fault) throw draft.fault.error;
      const { keys, roles, changes, head } = draft;
      tables = { keys, roles, changes, head };
      for (const forget of draft.forgotten) forget(usage);
      return result;
    } finally {
      draft.over = true;
    }
  }

  return {
    async findKey(ref) {
      return find(tables.keys, ref);
    },
    async scanKeys(scan) {
      return scanRecords([...tables.keys.values()], scan);
    },
    async findRoles(query) {
      return findRoles([...tables.roles.values()], query);
    },
    async scanChanges(scan) {
      return scanChanges(tables.changes, scan);
    },
    async readUsage(query) {
      return usage.read(query);
    },
    async addUsage(batch) {
      usage.add(batch);
    },
    async survey(expected, now) {
      return surveyRecords([...tables.keys.values()], tables.changes, tables.head, expected, now);
    },
    transact(work) {
      return enqueue(() => transaction(work));
    },
  };
}

function copyOf({ keys, roles, changes, head }: Tables): Tables {
  return { keys: new Map(keys), roles: new Map(roles), changes: [...changes], head };
}

function transactionOn(draft: Draft): StoreTransaction {
  const { keys, roles, changes, head } = draft;
  return {
    head,
    findKey: (ref) => step(draft, () => find(keys, ref)),
    findRoles: (query) => step(draft, () => findRoles([...roles.values()], query)),
    countKeys: (within) => step(draft, () => countRecords([...keys.values()], within)),
    insertKeys: (inserted) =>
      step(draft, () => {
        const numbers = new Set([...keys.values()].map(({ number }) => number));
        const lookups = new Set([...keys.values()].map(({ lookup }) => lookup));
        for (const key of inserted) {
          if (keys.has(key.id) || numbers.has(key.number) || (key.lookup !== null && lookups.has(key.lookup)))
            throw fault("a key with this id, number or lookup exists already");
          keys.set(key.id, frozenCopy(key));
          numbers.add(key.number);
          lookups.add(key.lookup);
        }
      }),
    updateKey: (key) =>
      step(draft, () => {
        if (!find(keys, { id: key.id })) throw fault("there is no key with this id to update");
        keys.set(key.id, frozenCopy(key));
      }),
    saveRole: (role) =>
      step(draft, () => {
        const [namesake] = findRoles([...roles.values()], { by: "name", org: role.orgId, name: role.name });
        if (namesake !== undefined && namesake.id !== role.id)
          throw fault("a role of this name exists already");
        if (roles.has(role.id) === (role.version === 1))
          throw fault("a role is inserted once, and updated then");
        roles.set(role.id, frozenCopy(role));
      }),
    erase: (rows) => step(draft, () => erase(draft, rows)),
    appendChanges: (added, next) =>
      step(draft, () => {
        const taken = new Set(changes.map(({ seq }) => seq));
        if (added.some(({ seq }) => taken.has(seq))) throw fault("a change with this seq exists already");
        changes.push(...added.map((change) => frozenCopy(change)));
        draft.head = frozenCopy(next);
      }),
  };
}

function erase(draft: Draft, rows: Erasure): number {
  const { keys, roles, changes, forgotten } = draft;
  if ("keys" in rows) {
    forgotten.push((usage) => usage.forgetKeys(rows.keys));
    return rows.keys.filter((id) => keys.delete(id)).length;
  }
  if ("role" in rows) return Number(roles.delete(rows.role));
  if ("usageBefore" in rows) return eraseHours(draft, rows);
  return changes.splice(0, changes.filter((change) => change.seq < rows.changesBefore).length).length;
}

function eraseHours(
  { usage, forgotten, forgottenHours }: Draft,
  { usageBefore, most }: Extract<Erasure, { usageBefore: number }>,
): number {
  const names = usage.oldestBefore(usageBefore, most, forgottenHours);
  for (const name of names) forgottenHours.add(name);
  forgotten.push(() => usage.forgetHours(names));
  return names.length;
}

/** One method of a transaction. As on a database, a transaction in which one has failed cannot commit any more. */
async function step<T>(draft: Draft, run: () => T): Promise<T> {
  if (draft.over) throw new Error("this transaction is over: await each of its methods inside `work`");
  try {
    return run();
  } catch (error) {
    draft.fault ??= { error };
    throw error;
  }
}

function find(keys: ReadonlyMap<string, KeyRecord>, ref: RowRef): KeyRecord | null {
  if ("id" in ref) return keys.get(ref.id) ?? null;
  const isIt = "lookup" in ref ? isByLookup(ref.lookup) : ({ number }: KeyRecord) => number === ref.number;
  return [...keys.values()].find(isIt) ?? null;
}

function isByLookup(wanted: string): (key: KeyRecord) => boolean {
  return ({ lookup }) => lookup === wanted;
}

function fault(message: string): LatchkeyError {
  return new LatchkeyError("store_unavailable", message, { retryAfter: 1 });
}

function busy(): LatchkeyError {
  return new LatchkeyError("store_busy", "other writes hold the store; try again in a moment", {
    retryAfter: 1,
  });
}
