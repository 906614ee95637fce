import type { ChangeRecord } from "../../changes/change-record.js";
import { foldName, type KeyRecord } from "../../keys/key-record.js";
import type { RoleRecord } from "../../roles/role-record.js";
import type { Head, KeyStore } from "../../store/key-store.js";
import type { LastUse, UsageHour } from "../../usage/usage-record.js";

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
    projectId: null,
    address: null,
    requestId: null,
    detail: "{}",
    previousHash: seq === 1 ? "" : `v0$hash-${seq - 1}`,
    hash: `v0$hash-${seq}`,
    ...fields,
  };
}

/** A custom role of no organization, but for what is given. */
export function sampleRole(number: number, fields: Partial<RoleRecord> = {}): RoleRecord {
  return {
    id: String(number).padStart(16, "0"),
    orgId: null,
    name: `role ${number}`,
    description: "",
    permissions: ["bundles:read"],
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
    ...fields,
  };
}

/** Counts of one hour; `hour` is the how-manieth. */
export function sampleHour(keyId: string, hour: number, accepted = 1, refused = 0): UsageHour {
  return { keyId, hour: CREATED_AT + hour * 3_600_000, accepted, refused };
}

/** A last use in which every field that can be null is null, but for what is given. */
export function sampleUse(keyId: string, fields: Partial<LastUse> = {}): LastUse {
  return { keyId, at: CREATED_AT, address: null, userAgent: null, oldSecretAt: null, ...fields };
}

/** The head after `change`, in which the last key has the same number as the last change. */
export function headAfter(change: ChangeRecord): Head {
  return { lastSeq: change.seq, lastHash: change.hash, lastNumber: change.seq };
}

/** Inserts the keys in one transaction. */
export async function insertAll(store: KeyStore, keys: readonly KeyRecord[]): Promise<void> {
  await store.transact((tx) => tx.insertKeys(keys));
}

/** Appends the changes in one transaction, and moves the head behind the last. */
export async function appendAll(store: KeyStore, changes: readonly ChangeRecord[]): Promise<void> {
  const head = headAfter(changes.at(-1) ?? sampleChange(1));
  await store.transact((tx) => tx.appendChanges(changes, head));
}

/** Inserts the roles in one transaction. */
export async function saveAll(store: KeyStore, roles: readonly RoleRecord[]): Promise<void> {
  await store.transact(async (tx) => {
    for (const role of roles) await tx.saveRole(role);
  });
}

/** The head as the next transaction finds it. */
export async function readHead(store: KeyStore): Promise<Head> {
  return store.transact(async (tx) => tx.head);
}
