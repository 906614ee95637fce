import type { ChangeRecord } from "../changes/change-record.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";

/**
 * What a keyring needs of a database. Rules live in the keyring: a store moves records, exactly as given.
 *
 * Every method rejects with a `LatchkeyError` of code `store_unavailable` when the database cannot be reached or
 * answers with a fault; no message or cause of it holds a statement's values. `@latchkey/core/testing` has the
 * contract that a store must pass.
 */
export interface KeyStore {
  /** The key of this id or number, byte for byte, or null. One primary-key or unique-index read. */
  findKey(ref: KeyRef): Promise<KeyRecord | null>;

  /** Keys in the order asked for, beginning after a position. Served by an index: it examines `limit` rows at most, those of a beginning of ids aside. */
  scanKeys(scan: KeyScan): Promise<readonly KeyRecord[]>;

  /** Changes with `seq > after`, oldest first, `limit` at most. Only committed ones, and never one before its predecessor. */
  readChanges(range: { readonly after: number; readonly limit: number }): Promise<readonly ChangeRecord[]>;

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
  findKey(ref: KeyRef): Promise<KeyRecord | null>;
  /** Rejects when the id or the number is taken. */
  insertKey(key: KeyRecord): Promise<void>;
  /** Replaces the record of this id; rejects unless exactly one row was written. */
  updateKey(key: KeyRecord): Promise<void>;
  /** Adds one change and moves the head to `head`. Called once for every change, in the order of their `seq`. */
  appendChange(change: ChangeRecord, head: Head): Promise<void>;
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
