import type { Role } from "../api/api.ts";

/** The role that a key of an organization has under a name: organizations' own ones can have the same. */
export function roleNamed(
  roles: readonly Role[],
  name: string | null,
  orgId: string | null,
): Role | undefined {
  return roles.find((role) => role.name === name && (role.built_in || role.org_id === orgId));
}
