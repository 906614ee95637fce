import type { ResolvedActor, ResolvedGrant } from "../actors/resolve-actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { covers, firstUncovered } from "../permissions/permission.js";
import { builtInRole, rolePermissions } from "../permissions/roles.js";
import { roleGrant } from "./role-grant.js";
import type { RoleRecord } from "./role-record.js";
import type { Role } from "./roles-api.js";

/** A custom role as an actor sees it. */
export function showRole(ring: KeyringContext, actor: ResolvedActor, record: RoleRecord): Role {
  const { id, name, description, permissions, orgId, createdAt, updatedAt, version } = record;
  const grant = roleGrant(actor, orgId);
  // The application has since taken the name for a role of its own: keys that have this one keep it.
  const isNameable = !Object.hasOwn(ring.roles, name);
  const grantable = isNameable && grant !== undefined && canGive(grant, permissions);
  return {
    id,
    name,
    description,
    permissions,
    orgId,
    builtIn: false,
    grantable,
    createdAt,
    updatedAt,
    version,
  };
}

/** A built-in role as an actor sees it. */
export function showBuiltInRole(ring: KeyringContext, actor: ResolvedActor, name: string): Role {
  const permissions = rolePermissions(ring.roles, name);
  return {
    id: builtInRole(name),
    name,
    description: "",
    permissions,
    orgId: null,
    builtIn: true,
    grantable: actor.grants.some((grant) => canGive(grant, permissions)),
    createdAt: null,
    updatedAt: null,
    version: null,
  };
}

function canGive({ permissions: held }: ResolvedGrant, permissions: readonly string[]): boolean {
  const makesKeys = covers(held, "api-keys:create") || covers(held, "api-keys:update");
  return makesKeys && firstUncovered(held, permissions) === undefined;
}
