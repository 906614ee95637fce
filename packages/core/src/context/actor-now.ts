import type { Actor } from "../actors/actor.js";
import { checkActor } from "../actors/check-actor.js";
import { resolveActor, type ResolvedActor } from "../actors/resolve-actor.js";
import { findKey, type KeyReader } from "./key-reader.js";
import type { KeyringContext } from "./keyring-context.js";

/** Checks and resolves an actor as of now, reading an acting key's row through `reader`. */
export async function actorNow(
  ring: KeyringContext,
  actor: Actor,
  reader: KeyReader,
): Promise<ResolvedActor> {
  return resolveActor(checkActor(actor), {
    roles: ring.roles,
    environment: ring.env,
    now: ring.clock.now(),
    findKey: (ref) => findKey(reader, ref),
  });
}
