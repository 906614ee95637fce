import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { write } from "../context/writing.js";
import { findChangeable } from "./find-role.js";
import { roleChange } from "./role-change.js";
import { requireRoleBelowCeiling, requireRoleCovered } from "./role-grant.js";
import { checkedUpdateRole } from "./role-input.js";
import { requireFreeName } from "./role-name.js";
import type { RoleRecord } from "./role-record.js";
import type { Role, UpdateRole } from "./roles-api.js";
import { requireWidening } from "./require-widening.js";
import { showRole } from "./show-role.js";

/** Changes every key that has the role, so the actor must hold what the role was and what it will be. */
export async function updateRole(
  ring: KeyringContext,
  id: string,
  changes: Lazy<UpdateRole>,
  as: Actor,
): Promise<Role> {
  let fields: UpdateRole | undefined;

  async function decide(facts: Facts) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, "api-roles:write");
    const before = await findChangeable(ring, facts, id);
    requireRoleCovered(actor, "api-roles:write", before);
    fields ??= checkedUpdateRole(valueOf(changes));
    const after = changed(before, fields);
    requireRoleBelowCeiling(actor, before);
    requireRoleBelowCeiling(actor, after);
    if (after.name !== before.name) await requireFreeName(facts, before.orgId, after.name);
    return { actor, before, after };
  }

  const early = factsOf(ring);
  const { actor, before, after } = await decide(early);
  if (isSame(before, after)) return showRole(ring, actor, before);

  return write(ring, early, async ({ tx, facts, record }) => {
    const decided = await decide(facts);
    if (isSame(decided.before, decided.after)) return showRole(ring, decided.actor, decided.before);
    await requireWidening(tx, decided.actor, decided.before, decided.after);
    const written = { ...decided.after, updatedAt: facts.now, version: decided.before.version + 1 };
    await tx.saveRole(written);
    record(decided.actor, roleChange("role.updated", decided.before, written));
    return showRole(ring, decided.actor, written);
  });
}

/** The role with the fields that were named put in. */
function changed(before: RoleRecord, fields: UpdateRole): RoleRecord {
  const { name = before.name, description = before.description, permissions = before.permissions } = fields;
  return { ...before, name, description, permissions };
}

function isSame(before: RoleRecord, after: RoleRecord): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
