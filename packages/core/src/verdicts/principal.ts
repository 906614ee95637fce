import type { Environment, KeyRecord } from "../keys/key-record.js";
import { coverage } from "../permissions/permission.js";

/** Who a request turned out to be. Frozen, and without anything secret: safe to log. */
export type Principal = ApiKeyPrincipal | IdentityPrincipal;

/** What every principal has. */
interface SomePrincipal {
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  /** What it may do: of a key its role's permissions and its own, or its owner's if it inherits. */
  readonly permissions: readonly string[];
  /** Whether the principal holds this permission. Unknown permissions: false. */
  can(permission: string): boolean;
}

/** An API key. */
export interface ApiKeyPrincipal extends SomePrincipal {
  readonly kind: "api-key";
  /** The key's id. */
  readonly id: string;
  readonly keyId: string;
  readonly number: number;
  readonly name: string;
  readonly env: Environment;
  /** The role's name. */
  readonly role: string | null;
}

/** Who holds a token of an identity server; no key is behind it. */
export interface IdentityPrincipal extends SomePrincipal {
  readonly kind: "identity";
  /** The same as `ownerId`: who the identity server says it is. */
  readonly id: string;
  readonly ownerId: string;
  readonly keyId?: undefined;
  readonly number?: undefined;
  readonly name: string | null;
  readonly env?: undefined;
  readonly role?: undefined;
}

/** What a key holds besides its record. Frozen, so that keys that hold the same can share it. */
export interface Held extends Pick<ApiKeyPrincipal, "permissions" | "can"> {
  /** The role's name. */
  readonly role: string | null;
}

/** Effective permissions, copied, and the name of the role they are of. */
export function held(effective: readonly string[], role: string | null): Held {
  const permissions = Object.freeze([...effective]);
  return { permissions, role, can: Object.freeze(coverage(permissions)) };
}

/** The principal of a key that was verified. */
export function apiKeyPrincipal(key: KeyRecord, { permissions, role, can }: Held): ApiKeyPrincipal {
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
    role,
    can,
  });
}
