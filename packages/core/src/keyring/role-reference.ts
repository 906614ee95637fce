import type { Facts } from "../context/facts.js";
import { invalidField } from "../keys/field-errors.js";

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
