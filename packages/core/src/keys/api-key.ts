import type { Environment, KeyRecord } from "./key-record.js";
import { statusOf, type KeyStatus } from "./key-status.js";
import { roleName } from "../permissions/roles.js";

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
  /** The role's name. */
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  readonly status: KeyStatus;
  readonly enabled: boolean;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  /** Raised by every management write; `update` can be made to expect one. */
  readonly version: number;
}

/** What people see of a record at this moment. */
export function apiKey(record: KeyRecord, now: number): ApiKey {
  return {
    id: record.id,
    number: record.number,
    name: record.name,
    hint: hintOf(record),
    env: record.env,
    orgId: record.orgId,
    projectId: record.projectId,
    ownerId: record.ownerId,
    role: roleName(record.role),
    permissions: record.permissions,
    status: statusOf(record, now),
    enabled: record.enabled,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    revokedAt: record.revokedAt,
    metadata: record.metadata,
    tags: record.tags,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
    version: record.version,
  };
}

/** The part of a token that may be shown: prefix, environment and four characters of the id. */
export function hintOf(record: Pick<KeyRecord, "prefix" | "env" | "id">): string {
  return `${record.prefix}_${record.env}_${record.id.slice(0, 4)}…`;
}
