import type { ChangeRecord } from "../changes/change-record.js";
import type { KeyRecord, RowRef } from "../keys/key-record.js";
import type { OrLater } from "../or-later.js";
import type { RoleRecord } from "../roles/role-record.js";
import type { UsageBatch, UsageQuery } from "../usage/usage-record.js";

/**
 * What a keyring needs of a database. Rules live in the keyring: a store moves records, exactly as given.
 *
 * Every method rejects with a `LatchkeyError` of code `store_unavailable` when the database cannot be reached or
 * answers with a fault; no message or cause of it holds a statement's values. `@latchkey/core/testing` has the
 * contract that a store must pass.
 */
export interface KeyStore {
  /**
   * The key of this id, number or lookup, byte for byte, or null. One primary-key or unique-index read. A store that has it at
   * hand may answer at once, without a promise, which verifications that read their row pay for; it rejects all the same.
   */
  findKey(ref: RowRef): OrLater<KeyRecord | null>;

  /** Keys in the order asked for, beginning after a position. Served by an index: it examines `limit` rows at most, those of a beginning of ids aside. */
  scanKeys(scan: KeyScan): Promise<readonly KeyRecord[]>;

  /** Custom roles: the one of an id or a name, or several in the order of their ids. Served by an index. */
  findRoles(query: RoleQuery): Promise<readonly RoleRecord[]>;

  /** Changes in the order asked for, `limit` at most. Only committed ones, and never one before its predecessor. Served by an index. */
  scanChanges(scan: ChangeScan): Promise<readonly ChangeRecord[]>;

  /** When keys were last used, in any order and without those that never were; with `hours` also their hours, oldest first. */
  readUsage(query: UsageQuery): Promise<UsageBatch>;

  /**
   * Adds counts to hours and moves last uses forward: never back in time, whatever order batches arrive in. The address
   * and the user agent are those of the newest use. Touches no other table and does not wait for `transact`, but where
   * a database has one lock for everything; that not had within 2 s: `store_busy`. All of the batch or nothing.
   */
  addUsage(batch: UsageBatch): Promise<void>;

  /**
   * The head, and how many rows begin otherwise than expected; previous digests count only while `previousExpiresAt` is
   * later than `now`, UTC milliseconds. Reads whole tables; called at the start and by audits.
   */
  survey(expected: Survey["expected"], now: number): Promise<Survey>;

  /**
   * Runs `work` in one transaction that has locked the head row first, so that two never overlap, in this process or
   * another. It commits when `work` resolves and rolls everything back when it rejects, rejecting with the same
   * error. The lock not had within 2 s: `store_busy`, nothing written, `work` not called. `work` awaits nothing but
   * the transaction's own methods, and once one of them has rejected, the transaction cannot commit. When the
   * connection is lost during the commit, `store_unavailable` leaves open whether it was written; reading tells.
   */
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
}

/** What can be done while the head is locked. Reads see everything committed before the lock was had. */
export interface StoreTransaction {
  /** The head as it was when the lock was had. */
  readonly head: Head;
  findKey(ref: RowRef): Promise<KeyRecord | null>;
  findRoles(query: RoleQuery): Promise<readonly RoleRecord[]>;
  /** How many keys that are not revoked there are, what this transaction has written included. */
  countKeys(within: CountRange): Promise<number>;
  /** Rejects when an id, a number or a lookup is taken. */
  insertKeys(keys: readonly KeyRecord[]): Promise<void>;
  /** Replaces the record of this id; rejects unless exactly one row was written. */
  updateKey(key: KeyRecord): Promise<void>;
  /** Inserts a role of version 1, replaces one of a higher version; rejects when its name is taken in its organization. */
  saveRole(role: RoleRecord): Promise<void>;
  /**
   * Removes rows for good, and resolves with how many those were. With keys go their usage and last use, which are not
   * counted. What is not there is no fault.
   */
  erase(rows: Erasure): Promise<number>;
  /** Adds changes in the order of their `seq`, and moves the head to `head`. Called once, as the last of a transaction. */
  appendChanges(changes: readonly ChangeRecord[], head: Head): Promise<void>;
}

/** The one row every write locks. An empty store has `{ lastSeq: 0, lastHash: "", lastNumber: 0 }`. */
export interface Head {
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly lastNumber: number;
}

/** Which index a scan walks, in which order, from where. Strings order by their UTF-8 bytes. */
export type KeyScan = { readonly live: boolean; readonly limit: number } & (
  | {
      /** Descending for the newest first. */
      readonly order: "number" | "number-desc";
      readonly within:
        | ScanRange
        | { readonly by: "project"; readonly org: string; readonly project: string }
        /** Ids that begin with four characters or more: a handful, found on the primary key and sorted then. */
        | { readonly by: "id"; readonly prefix: string };
      /** Begin behind this number, in the direction of the order. */
      readonly after?: number;
    }
  | {
      /** By `nameLower`, then by number, both ascending. */
      readonly order: "name";
      readonly within: ScanRange;
      /** Only names whose folded form begins with this. */
      readonly namePrefix?: string;
      readonly after?: { readonly nameLower: string; readonly number: number };
    }
);

/** `org: null` are the keys without an organization. */
export type ScanRange =
  | { readonly by: "all" }
  | { readonly by: "org"; readonly org: string | null }
  | { readonly by: "owner"; readonly owner: string };

/** Keys to be counted. `project: null` are those of the organization that are in no project. */
export type CountRange =
  | { readonly by: "project"; readonly org: string; readonly project: string | null }
  | { readonly by: "org"; readonly org: string }
  | { readonly by: "owner"; readonly owner: string }
  /** A role reference as keys keep it, such as `c:<id>`. */
  | { readonly by: "role"; readonly role: string };

/** `org: null` are the roles for keys without an organization. `after` is an id. */
export type RoleQuery =
  | { readonly by: "id"; readonly id: string }
  | { readonly by: "name"; readonly org: string | null; readonly name: string }
  | { readonly by: "org"; readonly org: string | null; readonly limit: number; readonly after?: string }
  | { readonly by: "all"; readonly limit: number; readonly after?: string };

export interface ChangeScan {
  readonly order: "seq" | "seq-desc";
  readonly within:
    | { readonly by: "all" }
    | { readonly by: "target"; readonly target: string }
    | { readonly by: "actor"; readonly actor: string }
    | { readonly by: "org"; readonly org: string | null };
  /** Begin behind this seq, in the direction of the order. */
  readonly after?: number;
  readonly limit: number;
}

/** Rows to remove. Who has very many of them removes them in several transactions, between which others can write. */
export type Erasure =
  | { readonly keys: readonly string[] }
  | { readonly role: string }
  /** Changes with a lower seq. */
  | { readonly changesBefore: number }
  /** Hours before this one, UTC milliseconds: `most` of them (1 or more), the oldest first, of one hour by their keys. */
  | { readonly usageBefore: number; readonly most: number };

export interface Survey {
  readonly head: Head;
  /** What each column's texts may begin with, byte for byte. An empty list expects none at all. */
  readonly expected: Readonly<Record<SurveyedColumn, readonly string[]>>;
  /** How many rows hold another text: of keys those that are not revoked, of changes all. Null is never counted, nor a previous digest that is over. */
  readonly unexpected: Readonly<Record<SurveyedColumn, number>>;
}

export type SurveyedColumn = "digest" | "previousDigest" | "lookup" | "sealedToken" | "changeHash";
