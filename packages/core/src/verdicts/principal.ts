import type { Environment, KeyRecord } from "../keys/key-record.js";
import { covers } from "../permissions/permission.js";

/** Who a request turned out to be. Frozen, and without anything secret: safe to log. */
export interface Principal {
  readonly kind: "api-key";
  /** The key's id. */
  readonly id: string;
  readonly keyId: string;
  readonly number: number;
  readonly name: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly env: Environment;
  /** Effective permissions: the role's and the key's own. */
  readonly permissions: readonly string[];
  /** The role's name. */
  readonly role: string | null;
  /** Whether the principal holds this permission. Unknown permissions: false. */
  can(permission: string): boolean;
}

/** What a key holds besides its record. */
export interface Held {
  /** Effective permissions. */
  readonly permissions: readonly string[];
  /** The role's name. */
  readonly role: string | null;
}

/** The principal of a key that was verified. */
export function apiKeyPrincipal(key: KeyRecord, held: Held): Principal {
  const permissions = Object.freeze([...held.permissions]);
  return Object.freeze({
    kind: "api-key",
    id: key.id,
    keyId: key.id,
    number: key.number,
    name: key.name,
    ownerId: key.ownerId,
    orgId: key.orgId,
    projectId: key.projectId,
    env: key.env,
    permissions,
    role: held.role,
    can: (permission: string) => covers(permissions, permission),
  });
}
