import type { ApiKey, Grant, Self } from "../api/api.ts";
import { covers } from "./covers.ts";

/** A permission of key management. */
export type Permission =
  | `api-keys:${"read" | "create" | "update" | "rotate" | "revoke" | "reveal"}`
  | `api-roles:${"read" | "write"}`
  | "api-changes:read";

/** Whether any grant of the actor holds the permission. The API decides; this only spares people what it refuses. */
export function may({ grants }: Self, permission: Permission): boolean {
  return grants.some((grant) => covers(grant.permissions, permission));
}

/** The same in one organization, or where nothing is bound to any. */
export function mayIn(self: Self, orgId: string | null, permission: Permission): boolean {
  const grant = coveringGrant(self, { org_id: orgId, project_id: null });
  return grant !== undefined && covers(grant.permissions, permission);
}

/** Whether the grant that covers this key holds the permission, and reaches it. */
export function mayWith(self: Self, key: ApiKey, permission: Permission): boolean {
  const grant = coveringGrant(self, key);
  return grant !== undefined && covers(grant.permissions, permission) && reaches(self, grant, key);
}

/** What the actor may give to keys there; of an actor with one grant alone, wherever that is. */
export function heldIn(self: Self, orgId: string | null, projectId: string | null): readonly string[] {
  const only = self.grants.length === 1 ? self.grants[0] : undefined;
  return (coveringGrant(self, { org_id: orgId, project_id: projectId }) ?? only)?.permissions ?? [];
}

/** The organization that something is of where nobody names one: that of an actor with one grant, if it has one. */
export function ownOrganization({ grants }: Self): string | null {
  const org = grants.length === 1 ? (grants[0]?.org ?? null) : null;
  return org === "*" ? null : org;
}

/** Whether the actor is over all organizations, with this permission. */
export function mayEverywhere({ grants }: Self, permission: Permission): boolean {
  return grants.some(({ org, permissions }) => org === "*" && covers(permissions, permission));
}

/** The most specific one: the project's, then the organization's, then that for all. */
function coveringGrant(
  { grants }: Self,
  { org_id, project_id }: Pick<ApiKey, "org_id" | "project_id">,
): Grant | undefined {
  return (
    grants.find(({ org, project }) => project_id !== null && org === org_id && project === project_id) ??
    grants.find(({ org, project }) => org === org_id && project === null) ??
    grants.find(({ org }) => org === "*")
  );
}

function reaches(self: Self, { reach }: Grant, { id, owner_id }: ApiKey): boolean {
  if (reach === "all" || self.key?.id === id) return true;
  const own = self.key === null ? self.id : self.key.owner_id;
  return owner_id !== null && owner_id === own;
}
