import type { KeyRecord } from "../keys/key-record.js";
import type { Owner } from "../owners/owner.js";
import type { RoleRecord } from "../roles/role-record.js";
import { roleOf, rolePermissions, type Roles } from "./roles.js";

/** What effective permissions follow from. */
export type Holder = Pick<KeyRecord, "role" | "permissions" | "inherits" | "ownerId" | "orgId">;

/** What a key holds besides its record. */
export interface Circumstances {
  readonly roles: Roles;
  /** The custom role its reference means; null for a built-in one, for none, and for one that is gone. */
  readonly custom: RoleRecord | null;
  /** Its owner; matters only to a key that inherits. */
  readonly owner: Owner | null;
}

/**
 * What a key may do: role and own permissions, each once, or those of its owner if it inherits. A custom role is
 * usable by keys of exactly its organization; a role that is gone, and an owner that is not active, give nothing.
 */
export function effectivePermissions(
  key: Holder,
  { roles, custom, owner }: Circumstances,
): readonly string[] {
  if (key.inherits) return inheritedPermissions(owner);
  return [...new Set([...permissionsOfRole(key, roles, custom), ...(key.permissions ?? [])])];
}

/** What a key that inherits may do. */
export function inheritedPermissions(owner: Owner | null): readonly string[] {
  return owner?.active === true ? owner.permissions : [];
}

function permissionsOfRole(key: Holder, roles: Roles, custom: RoleRecord | null): readonly string[] {
  if (key.role === null) return [];
  const role = roleOf(key.role);
  if (role.kind === "built-in") return rolePermissions(roles, role.name);
  return custom?.id === role.id && custom.orgId === key.orgId ? custom.permissions : [];
}

/** The name of a key's role; null when it has none, and when a custom one is gone. */
export function nameOfRole(key: Pick<KeyRecord, "role">, custom: RoleRecord | null): string | null {
  if (key.role === null) return null;
  const role = roleOf(key.role);
  return role.kind === "built-in" ? role.name : (custom?.name ?? null);
}
