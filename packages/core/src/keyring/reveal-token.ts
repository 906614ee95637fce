import type { Actor } from "../actors/actor.js";
import { requireBelowCeiling } from "../actors/ceiling.js";
import { requireCovered, requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import { write } from "../context/writing.js";
import type { KeyRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { requireNoOptions, type NoOptions } from "./no-options.js";
import { openedToken } from "./opened-token.js";
import { requireLasting } from "./require-lasting.js";

/** Shows a token again, once the change that says so is committed. The key stays as it is, its version too. */
export async function revealToken(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<NoOptions>,
): Promise<string> {
  async function look(facts: Facts) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, "api-keys:reveal");
    const key = await facts.findKey(ref);
    requireCovered(actor, "api-keys:reveal", key);
    requireNoOptions(options);
    requireLasting(key, facts.now);
    await requireBelowCeiling(actor, facts, key);
    return { actor, key };
  }

  const facts = factsOf(ring);
  const { key } = await look(facts);
  const token = await openedToken(ring, key);
  if (token === null) throw notRetrievable();

  return write(ring, facts, async ({ facts: now, record }) => {
    const { actor, key: current } = await look(now);
    // Another seal is of another token, which nobody has opened and compared yet.
    if (current.sealedToken !== key.sealedToken) throw changedMeanwhile();
    const { id, ownerId, orgId, projectId } = current;
    record(actor, {
      action: "tokens_revealed",
      target: id,
      ownerId,
      orgId,
      projectId,
      detail: { keys: [id] },
    });
    return token;
  });
}

function notRetrievable(): LatchkeyError {
  return new LatchkeyError(
    "token_not_retrievable",
    "The token was not kept so that it can be shown again; rotate the key to get another.",
  );
}

function changedMeanwhile(): LatchkeyError {
  return new LatchkeyError("store_busy", "The key was rotated at the same moment; try again.", {
    retryAfter: 1,
  });
}
