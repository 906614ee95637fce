import type { Actor } from "../actors/actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf, type Facts } from "../context/facts.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import { write } from "../context/writing.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { requireNoOptions, type NoOptions } from "./no-options.js";
import { openedToken } from "./opened-token.js";
import { hasSameToken, revealable, tokensRevealed } from "./revealing.js";

/** Shows a token again, once the change that says so is committed. The key stays as it is, its version too. */
export async function revealToken(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<NoOptions>,
): Promise<string> {
  async function look(facts: Facts, find: () => Promise<KeyRecord | null>) {
    const actor = await actorNow(ring, as, facts);
    requireHeldSomewhere(actor, "api-keys:reveal");
    const key = await revealable(actor, facts, await find(), () => requireNoOptions(options));
    return { actor, key };
  }

  const facts = factsOf(ring);
  const { key } = await look(facts, () => facts.findKey(ref));
  const token = await openedToken(ring, key);
  if (token === null) throw notRetrievable();

  return write(ring, facts, async ({ facts: now, record }) => {
    const { actor, key: current } = await look(now, () => now.findKey({ id: key.id }));
    if (!hasSameToken(ring, key, current)) throw changedMeanwhile();
    record(actor, tokensRevealed([current]));
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
