import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import { write } from "../context/writing.js";
import { type NoOptions, requireNoOptions } from "../keyring/no-options.js";
import { LatchkeyError } from "../latchkey-error.js";
import { customRole } from "../permissions/roles.js";
import { findChangeable } from "./find-role.js";
import { roleChange } from "./role-change.js";
import { requireRoleBelowCeiling, requireRoleCovered } from "./role-grant.js";

/** Revoked keys may go on naming a role that is gone; it grants them nothing, and they never come back. */
export async function deleteRole(
  ring: KeyringContext,
  id: string,
  as: Actor,
  options: Lazy<NoOptions>,
): Promise<void> {
  let checked = false;

  async function decide(facts: Facts) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, "api-roles:write");
    const role = await findChangeable(ring, facts, id);
    requireRoleCovered(actor, "api-roles:write", role);
    if (!checked) requireNoOptions(options);
    checked = true;
    requireRoleBelowCeiling(actor, role);
    return { actor, role };
  }

  const early = factsOf(ring);
  await decide(early);
  await write(ring, early, async ({ tx, facts, record }) => {
    const { actor, role } = await decide(facts);
    // Whoever gives the role to a key looks for it under the same lock.
    if ((await tx.countKeys({ by: "role", role: customRole(id) })) > 0)
      throw new LatchkeyError("role_in_use", "There are keys with this role; give them another one first.");
    await tx.erase({ role: id });
    record(actor, roleChange("role.deleted", role, null));
  });
}
