import { coveringGrant, insufficient } from "../actors/covering-grant.js";
import type { ResolvedActor, ResolvedGrant } from "../actors/resolve-actor.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers, firstUncovered } from "../permissions/permission.js";
import type { RoleRecord } from "./role-record.js";

type RolePermission = "api-roles:read" | "api-roles:write";

/**
 * The grant that decides about the roles of an organization. They are no project's, so no project's grant covers them,
 * and nobody's, so how far the grant reaches does not matter.
 */
export function roleGrant(actor: ResolvedActor, orgId: string | null): ResolvedGrant | undefined {
  return coveringGrant(actor, { orgId, projectId: null });
}

/** As for keys: a role that no grant covers is 404, just like one that does not exist; then the permission, 403. */
export function requireRoleCovered(
  actor: ResolvedActor,
  permission: RolePermission,
  role: RoleRecord | null,
): asserts role is RoleRecord {
  const grant = role && roleGrant(actor, role.orgId);
  if (!role || !grant) throw new LatchkeyError("not_found", "There is no such role.");
  if (!covers(grant.permissions, permission)) throw insufficient(permission);
}

/** Refuses with `ceiling_exceeded` a role that holds more than the actor does where the role is used. */
export function requireRoleBelowCeiling(
  actor: ResolvedActor,
  { orgId, permissions }: Pick<RoleRecord, "orgId" | "permissions">,
): void {
  const beyond = firstUncovered(roleGrant(actor, orgId)?.permissions ?? [], permissions);
  if (beyond === undefined) return;
  throw new LatchkeyError(
    "ceiling_exceeded",
    `Beyond what you may hand out: the permission ${beyond} is more than you hold there.`,
  );
}
