import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { builtInNamed, findCustomRole } from "./find-role.js";
import { requireRoleCovered } from "./role-grant.js";
import type { Role } from "./roles-api.js";
import { showBuiltInRole, showRole } from "./show-role.js";

/** Built-in roles are no organization's, and so are shown to whoever may read roles anywhere. */
export async function getRole(ring: KeyringContext, id: string, as: Actor): Promise<Role> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-roles:read");
  const builtIn = builtInNamed(ring, id);
  if (builtIn !== undefined) return showBuiltInRole(ring, actor, builtIn);
  const role = await findCustomRole(facts, id);
  requireRoleCovered(actor, "api-roles:read", role);
  return showRole(ring, actor, role);
}
