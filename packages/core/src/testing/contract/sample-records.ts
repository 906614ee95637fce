import type { ChangeRecord } from "../../changes/change-record.js";
import { foldName, type KeyRecord } from "../../keys/key-record.js";
import type { Head, KeyStore } from "../../store/key-store.js";

const CREATED_AT = Date.UTC(2026, 0, 1);

/** A key in which every field that can be null is null, but for what is given; `nameLower` follows the name. */
export function sampleKey(number: number, fields: Partial<KeyRecord> = {}): KeyRecord {
  const name = fields.name ?? `API key ${number}`;
  return {
    id: String(number).padStart(16, "0"),
    number,
    prefix: "acme",
    env: "live",
    name,
    nameLower: foldName(name),
    ownerId: null,
    orgId: null,
    projectId: null,
    role: null,
    permissions: null,
    inherits: false,
    enabled: true,
    notBefore: null,
    expiresAt: null,
    revokedAt: null,
    revokedReason: null,
    digest: `sample$${number}`,
    previousDigest: null,
    previousExpiresAt: null,
    lookup: null,
    sealedToken: null,
    allowedNetworks: null,
    rateLimit: null,
    metadata: {},
    tags: [],
    createdAt: CREATED_AT,
    createdBy: "system:contract",
    updatedAt: CREATED_AT,
    version: 1,
    ...fields,
  };
}

/** A change in which every field that can be null is null, but for what is given. */
export function sampleChange(seq: number, fields: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    seq,
    at: CREATED_AT + seq,
    actorKind: "system",
    actorId: "contract",
    actorName: null,
    action: "key.created",
    target: String(seq).padStart(16, "0"),
    ownerId: null,
    orgId: null,
    address: null,
    requestId: null,
    detail: "{}",
    previousHash: seq === 1 ? "" : `v0$hash-${seq - 1}`,
    hash: `v0$hash-${seq}`,
    ...fields,
  };
}

/** The head after `change`, in which the last key has the same number as the last change. */
export function headAfter(change: ChangeRecord): Head {
  return { lastSeq: change.seq, lastHash: change.hash, lastNumber: change.seq };
}

/** Inserts the keys in one transaction. */
export async function insertAll(store: KeyStore, keys: readonly KeyRecord[]): Promise<void> {
  await store.transact(async (tx) => {
    for (const key of keys) await tx.insertKey(key);
  });
}

/** Appends the changes in one transaction. */
export async function appendAll(store: KeyStore, changes: readonly ChangeRecord[]): Promise<void> {
  await store.transact(async (tx) => {
    for (const change of changes) await tx.appendChange(change, headAfter(change));
  });
}

/** The head as the next transaction finds it. */
export async function readHead(store: KeyStore): Promise<Head> {
  return store.transact(async (tx) => tx.head);
}
