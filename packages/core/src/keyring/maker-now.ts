import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";

/** The actor as it is at this moment; throws where none of its grants can make keys. */
export async function makerNow(ring: KeyringContext, as: Actor, facts: Facts): Promise<ResolvedActor> {
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-keys:create");
  return actor;
}
