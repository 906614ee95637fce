import type { RoleRecord } from "../roles/role-record.js";
import type { RoleQuery } from "../store/key-store.js";
import { compareUtf8 } from "./compare-utf8.js";

/** The custom roles a query asks for, in the order of their ids. */
export function findRoles(roles: readonly RoleRecord[], query: RoleQuery): readonly RoleRecord[] {
  if (query.by === "id") return roles.filter((role) => role.id === query.id);
  if (query.by === "name")
    return roles.filter((role) => role.orgId === query.org && role.name === query.name);
  return roles
    .filter((role) => query.by === "all" || role.orgId === query.org)
    .filter((role) => query.after === undefined || compareUtf8(role.id, query.after) > 0)
    .sort((a, b) => compareUtf8(a.id, b.id))
    .slice(0, query.limit);
}
