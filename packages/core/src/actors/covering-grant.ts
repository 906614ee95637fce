import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { covers } from "../permissions/permission.js";
import type { ResolvedActor, ResolvedGrant } from "./resolve-actor.js";

/** The permissions that management operations ask for. */
export type ManagementPermission =
  | `api-keys:${"read" | "create" | "update" | "rotate" | "revoke" | "reveal" | "introspect"}`
  | `api-roles:${"read" | "write"}`
  | "api-changes:read";

/** Where a key belongs: what decides which grant covers it. */
export type Place = Pick<KeyRecord, "orgId" | "projectId">;

/** The most specific grant: the project's, then the organization's, then the one for all. Grants never add up. */
export function coveringGrant(actor: ResolvedActor, { orgId, projectId }: Place): ResolvedGrant | undefined {
  const { grants } = actor;
  return (
    (projectId === null
      ? undefined
      : grants.find(({ org, project }) => org === orgId && project === projectId)) ??
    grants.find(({ org, project }) => org === orgId && project === null) ??
    grants.find(({ org }) => org === "*")
  );
}

/** Whether a grant reaches keys of this owner. Keys without an owner are nobody's own, save the acting key itself. */
export function reaches(
  actor: ResolvedActor,
  grant: ResolvedGrant,
  key: { ownerId: string | null; id?: string },
): boolean {
  if (grant.reach === "all") return true;
  if (actor.key !== null && actor.key.id === key.id) return true;
  return key.ownerId !== null && key.ownerId === actor.ownerId;
}

/** The first question of every operation: does any grant hold the permission at all? Otherwise 403. */
export function requireHeldSomewhere(actor: ResolvedActor, permission: ManagementPermission): void {
  if (!isHeldSomewhere(actor, permission)) throw insufficient(permission);
}

/** Whether any grant holds the permission. */
export function isHeldSomewhere(actor: ResolvedActor, permission: ManagementPermission): boolean {
  return actor.grants.some((grant) => covers(grant.permissions, permission));
}

/**
 * The second question: is the key covered and within reach? If not, it is 404, just like a key that does not exist.
 * The third: does the covering grant hold the permission? If not, 403.
 */
export function requireCovered(
  actor: ResolvedActor,
  permission: ManagementPermission,
  key: KeyRecord | null,
): asserts key is KeyRecord {
  const grant = key && coveringGrant(actor, key);
  if (!key || !grant || !reaches(actor, grant, key))
    throw new LatchkeyError("not_found", "There is no such key.");
  if (!covers(grant.permissions, permission)) throw insufficient(permission);
}

/** The same as one question: whether a grant covers the key, reaches it and holds the permission. */
export function isPermittedOn(
  actor: ResolvedActor,
  permission: ManagementPermission,
  key: KeyRecord,
): boolean {
  const grant = coveringGrant(actor, key);
  return grant !== undefined && covers(grant.permissions, permission) && reaches(actor, grant, key);
}

/** The refusal of an actor that lacks a permission. */
export function insufficient(permission: ManagementPermission): LatchkeyError {
  return new LatchkeyError("insufficient_permissions", `This needs the permission ${permission}.`);
}
