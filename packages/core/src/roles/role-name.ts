import type { Facts } from "../context/facts.js";
import { LatchkeyError } from "../latchkey-error.js";

/** Refuses with `role_name_taken` a name that keys of an organization know already, for a built-in or a custom role. */
export async function requireFreeName(facts: Facts, orgId: string | null, name: string): Promise<void> {
  if ((await facts.roleNamed(orgId, name)) === null) return;
  throw new LatchkeyError("role_name_taken", "There is a role of this name already; choose another.");
}
