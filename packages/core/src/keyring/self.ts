import type { Actor } from "../actors/actor.js";
import { apiKey } from "../keys/api-key.js";
import type { KeyringContext } from "./context.js";
import type { Self } from "./keyring.js";
import { actorNow, readerOf } from "./read.js";

/** The actor as decisions see it: roles resolved, and a key with the rights its row holds now. */
export async function selfOf(ring: KeyringContext, as: Actor): Promise<Self> {
  const { kind, id, name, grants, key } = await actorNow(ring, as, readerOf(ring));
  return {
    kind,
    id,
    name,
    grants: grants.map(({ role, ...grant }) => (role === null ? grant : { ...grant, role })),
    key: key && apiKey(key, ring.clock.now()),
  };
}
