import { roleOf } from "../permissions/roles.js";
import type { RoleRecord } from "../roles/role-record.js";
import type { RoleQuery } from "../store/key-store.js";

/** What both the store and a transaction can be asked. */
export interface RoleReader {
  findRoles(query: RoleQuery): Promise<readonly RoleRecord[]>;
}

/** The custom role that a key's reference means; null for none, for a built-in one, and for one that is gone. */
export async function findCustomRole(
  reader: RoleReader,
  reference: string | null,
): Promise<RoleRecord | null> {
  const role = reference === null ? null : roleOf(reference);
  if (role?.kind !== "custom") return null;
  const [found] = await reader.findRoles({ by: "id", id: role.id });
  // A database's idea of equality can be wider than ours.
  return found?.id === role.id ? found : null;
}
