import type { Environment, KeyRecord } from "./key-record.js";
import type { RateLimit } from "../limits/limiter.js";
import { publicPartOf } from "../foreign/lookups.js";
import { previousSecret } from "./previous-secret.js";
import { statusOf, type KeyStatus } from "./key-status.js";
import type { LastUse } from "../usage/usage-record.js";

/** A key as management methods return it. Times are UTC milliseconds. It holds neither token nor digest. */
export interface ApiKey {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  /** The public beginning of the token, such as `acme_live_7Fq2…`. */
  readonly hint: string;
  readonly env: Environment;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly ownerId: string | null;
  /** The role's name; null as well when the role is gone. */
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  /** Whether the key has its owner's permissions of the moment, in place of a role and permissions of its own. */
  readonly inherits: boolean;
  readonly status: KeyStatus;
  readonly enabled: boolean;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** Up to some ten seconds behind. */
  readonly lastUsedAt: number | null;
  /** CIDR blocks that requests must come from; null for anywhere. */
  readonly allowedNetworks: readonly string[] | null;
  readonly rateLimit: RateLimit | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  /** Raised by every management write; `update` can be made to expect one. */
  readonly version: number;
  /** While the token from before a rotation still works. */
  readonly rotation: Rotation | null;
}

export interface Rotation {
  /** UTC milliseconds; from then on the old token is refused. */
  readonly overlapEndsAt: number;
  readonly oldSecretLastUsedAt: number | null;
}

/** What a record itself does not hold. */
export interface KeyView {
  /** UTC milliseconds. */
  readonly now: number;
  /** The name of the record's role. */
  readonly role: string | null;
  readonly lastUse: LastUse | null;
}

/** What people see of a record at this moment. */
export function apiKey(record: KeyRecord, { now, role, lastUse }: KeyView): ApiKey {
  return {
    id: record.id,
    number: record.number,
    name: record.name,
    hint: hintOf(record),
    env: record.env,
    orgId: record.orgId,
    projectId: record.projectId,
    ownerId: record.ownerId,
    role,
    permissions: record.permissions,
    inherits: record.inherits,
    status: statusOf(record, now),
    enabled: record.enabled,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    revokedAt: record.revokedAt,
    lastUsedAt: lastUse?.at ?? null,
    allowedNetworks: record.allowedNetworks,
    rateLimit: record.rateLimit,
    metadata: record.metadata,
    tags: record.tags,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
    version: record.version,
    rotation: rotationOf(record, now, lastUse),
  };
}

function rotationOf(record: KeyRecord, now: number, lastUse: LastUse | null): Rotation | null {
  const previous = previousSecret(record, now);
  if (previous === null) return null;
  const used = lastUse?.oldSecretAt ?? null;
  return {
    overlapEndsAt: previous.endsAt,
    oldSecretLastUsedAt: used !== null && used >= previous.replacedAt ? used : null,
  };
}

const PUBLIC_SHOWN = 12;

/** The part of a token that may be shown: prefix, environment and four characters of the id; of an imported one what is public of it. */
export function hintOf(
  record: Pick<KeyRecord, "prefix" | "env" | "id"> & Partial<Pick<KeyRecord, "lookup" | "previousDigest">>,
): string {
  // A token of ours has taken its place since.
  const imported = record.previousDigest ? null : publicPartOf(record.lookup ?? null);
  if (imported !== null) return `${imported.slice(0, PUBLIC_SHOWN)}…`;
  return `${record.prefix}_${record.env}_${record.id.slice(0, 4)}…`;
}
