import type { Actor } from "../actors/actor.js";
import { checkActor } from "../actors/check-actor.js";
import { resolveActor, type ResolvedActor } from "../actors/resolve-actor.js";
import type { Facts } from "./facts.js";
import type { KeyringContext } from "./keyring-context.js";

/** Checks an actor and finds out what it may do at the moment of these facts. */
export async function actorNow(ring: KeyringContext, actor: Actor, facts: Facts): Promise<ResolvedActor> {
  return resolveActor(checkActor(actor), { roles: ring.roles, environments: ring.environments, facts });
}
