import type { Actor } from "../actors/actor.js";
import { isPermittedOn, requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import { keyByToken, type KeyOfToken } from "../context/key-by-token.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import type { ApiKey } from "../keys/api-key.js";
import { statusOf } from "../keys/key-status.js";
import type { KeyRecord } from "../keys/key-record.js";

/** What a token that is accepted at this moment stands for. Times are UTC milliseconds. */
export interface Introspection extends Pick<
  ApiKey,
  "id" | "number" | "name" | "env" | "ownerId" | "orgId" | "projectId" | "notBefore" | "createdAt"
> {
  /** What the key may do: its role's permissions and its own, or its owner's if it inherits. */
  readonly permissions: readonly string[];
  /** When this token ends: with its key, or one from before a rotation with the overlap. Null for never. */
  readonly expiresAt: number | null;
  /** Where requests must come from, and how many: for those to apply who let the token in. */
  readonly allowedNetworks: ApiKey["allowedNetworks"];
  readonly rateLimit: ApiKey["rateLimit"];
}

const PERMISSION = "api-keys:introspect";

/**
 * Null for whatever is not an active key that the actor may ask about, and no word on which of it. It is no use of the
 * key: nothing is counted, nothing taken from its limit, and what is in memory has no say.
 */
export async function introspectToken(
  ring: KeyringContext,
  token: Lazy<string>,
  as: Actor,
): Promise<Introspection | null> {
  const facts = factsOf(ring);
  const actor = await actorNow(ring, as, facts);
  requireHeldSomewhere(actor, PERMISSION);
  const found = await keyByToken(ring, facts, valueOf(token));
  if (found === null || !isPermittedOn(actor, PERMISSION, found.key)) return null;
  return (await isActive(found.key, facts)) ? introspection(found, facts) : null;
}

async function isActive(key: KeyRecord, facts: Facts): Promise<boolean> {
  if (statusOf(key, facts.now) !== "active") return false;
  return key.ownerId === null || (await facts.owner(key.ownerId, key.orgId))?.active === true;
}

async function introspection({ key, secret }: KeyOfToken, facts: Facts): Promise<Introspection> {
  const { id, number, name, env, ownerId, orgId, projectId, notBefore, createdAt } = key;
  return {
    ...{ id, number, name, env, ownerId, orgId, projectId, notBefore, createdAt },
    permissions: await facts.permissionsOf(key),
    expiresAt: secret === "previous" ? earlier(key.previousExpiresAt, key.expiresAt) : key.expiresAt,
    allowedNetworks: key.allowedNetworks,
    rateLimit: key.rateLimit,
  };
}

/** Of two times that may be never. The end of a key can be moved while an overlap runs. */
function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}
