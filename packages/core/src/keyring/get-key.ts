import type { Actor } from "../actors/actor.js";
import { requireCovered, requireHeldSomewhere } from "../actors/covering-grant.js";
import { apiKey, type ApiKey } from "../keys/api-key.js";
import type { KeyRef } from "../keys/key-record.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { actorNow } from "../context/actor-now.js";
import { findKey, readerOf } from "../context/key-reader.js";

export async function getKey(ring: KeyringContext, ref: KeyRef, as: Actor): Promise<ApiKey> {
  const reader = readerOf(ring);
  const actor = await actorNow(ring, as, reader);
  requireHeldSomewhere(actor, "api-keys:read");
  const key = await findKey(reader, ref);
  requireCovered(actor, "api-keys:read", key);
  return apiKey(key, ring.clock.now());
}
