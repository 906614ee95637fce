import type { Actor, Grant } from "../actors/actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { showKey } from "../context/show-keys.js";
import type { ApiKey } from "../keys/api-key.js";

export interface Self {
  readonly kind: Actor["kind"];
  readonly id: string;
  readonly name: string | null;
  readonly grants: readonly Grant[];
  readonly key: ApiKey | null;
}

/** The actor as decisions see it: roles resolved, and a key with the rights its row holds now. */
export async function selfOf(ring: KeyringContext, as: Actor): Promise<Self> {
  const facts = factsOf(ring);
  const { kind, id, name, grants, key } = await actorNow(ring, as, facts);
  return {
    kind,
    id,
    name,
    grants: grants.map(({ role, ...grant }) => (role === null ? grant : { ...grant, role })),
    key: key && (await showKey(ring, facts, key)),
  };
}
