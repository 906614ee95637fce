import type { Facts } from "../context/facts.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";

/** The reference a key of this organization keeps of a role; refuses the name of a role that there is not. */
export async function roleReference(
  facts: Facts,
  orgId: string | null,
  role: string | null | undefined,
): Promise<string | null> {
  if (role == null) return null;
  const reference = await facts.roleNamed(orgId, role);
  if (reference === null) throw invalidField(["role"], "must be the name of a role");
  return reference;
}

/**
 * The reference after a change; undefined is none. By the name of the custom role it has, a key keeps that one, even if
 * the application has since taken the name for a built-in role.
 */
export async function changedRole(
  facts: Facts,
  before: Pick<KeyRecord, "orgId" | "role">,
  role: string | null | undefined,
): Promise<string | null> {
  if (role === undefined || (await facts.customRoleOf(before.role))?.name === role) return before.role;
  return roleReference(facts, before.orgId, role);
}
