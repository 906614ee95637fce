import type { Actor } from "../actors/actor.js";
import { requireCovered, requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { showKey } from "../context/show-keys.js";
import type { ApiKey } from "../keys/api-key.js";
import type { KeyRef } from "../keys/key-record.js";

export async function getKey(ring: KeyringContext, ref: KeyRef, as: Actor): Promise<ApiKey> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, "api-keys:read");
  const key = await facts.findKey(ref);
  requireCovered(actor, "api-keys:read", key);
  return showKey(ring, facts, key);
}
