import type { ChangeRecord } from "../changes/change-record.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { Head, KeyStore, StoreTransaction } from "../store/key-store.js";
import { frozenCopy } from "./frozen-copy.js";
import { queueOfOne } from "./queue-of-one.js";
import { scanRecords } from "./scan-records.js";

interface Tables {
  readonly keys: Map<string, KeyRecord>;
  readonly changes: ChangeRecord[];
  head: Head;
}

/** What one transaction has written and not yet committed. */
interface Draft extends Tables {
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
  const tables: Tables = { keys: new Map(), changes: [], head: { lastSeq: 0, lastHash: "", lastNumber: 0 } };
  const enqueue = queueOfOne(LOCK_WAIT_MS, busy);
  return {
    async findKey(ref) {
      return find(tables.keys, ref);
    },
    async scanKeys(scan) {
      return scanRecords([...tables.keys.values()], scan);
    },
    async readChanges({ after, limit }) {
      return tables.changes.filter((change) => change.seq > after).slice(0, limit);
    },
    transact(work) {
      return enqueue(() => transaction(tables, work));
    },
  };
}

async function transaction<T>(tables: Tables, work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  const draft: Draft = { keys: new Map(), changes: [], head: tables.head, over: false };
  try {
    const result = await work(transactionOn(tables, draft));
    if (draft.fault) throw draft.fault.error;
    commit(tables, draft);
    return result;
  } finally {
    draft.over = true;
  }
}

function transactionOn(tables: Tables, draft: Draft): StoreTransaction {
  const visible = () => new Map([...tables.keys, ...draft.keys]);
  return {
    head: draft.head,
    findKey: (ref) => step(draft, () => find(visible(), ref)),
    insertKey: (key) =>
      step(draft, () => {
        const taken = find(visible(), { id: key.id }) ?? find(visible(), { number: key.number });
        if (taken) throw fault("a key with this id or number exists already");
        draft.keys.set(key.id, frozenCopy(key));
      }),
    updateKey: (key) =>
      step(draft, () => {
        if (!find(visible(), { id: key.id })) throw fault("there is no key with this id to update");
        draft.keys.set(key.id, frozenCopy(key));
      }),
    appendChange: (change, head) =>
      step(draft, () => {
        draft.changes.push(frozenCopy(change));
        draft.head = frozenCopy(head);
      }),
  };
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

function commit(tables: Tables, draft: Draft): void {
  for (const key of draft.keys.values()) tables.keys.set(key.id, key);
  tables.changes.push(...draft.changes);
  tables.head = draft.head;
}

function find(keys: ReadonlyMap<string, KeyRecord>, ref: KeyRef): KeyRecord | null {
  if ("id" in ref) return keys.get(ref.id) ?? null;
  return [...keys.values()].find((key) => key.number === ref.number) ?? null;
}

function fault(message: string): LatchkeyError {
  return new LatchkeyError("store_unavailable", message, { retryAfter: 1 });
}

function busy(): LatchkeyError {
  return new LatchkeyError("store_busy", "other writes hold the store; try again in a moment", {
    retryAfter: 1,
  });
}
