import type { Actor } from "../actors/actor.js";
import { requireHeldSomewhere } from "../actors/covering-grant.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { isPlainObject } from "../keys/is-plain-object.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { ChainVerdict, Checkpoint } from "./chain-verdict.js";
import { READING, readsEverywhere } from "./reads-everywhere.js";
import { walkChain } from "./walk-chain.js";

export interface VerifyChainOptions {
  /** What an earlier verification gave back; one from before changes that were pruned since cannot be compared, and is passed over. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** Audits the whole chain for those who may read all of it. */
export async function verifyChain(
  ring: KeyringContext,
  as: Actor,
  options: Lazy<VerifyChainOptions>,
): Promise<ChainVerdict> {
  const actor = await actorNow(ring, as, factsOf(ring));
  requireHeldSomewhere(actor, READING);
  if (!readsEverywhere(actor)) throw ofAllOrganizations();
  const { checkpoint } = checkedFields<VerifyChainOptions>(valueOf(options), OPTIONS);
  return walkChain(ring, checkpoint);
}

function ofAllOrganizations(): LatchkeyError {
  return new LatchkeyError(
    "insufficient_permissions",
    `The chain is that of all organizations: this needs the permission ${READING} in a grant for "*".`,
  );
}

const OPTIONS: FieldChecks<keyof VerifyChainOptions> = { checkpoint: { rule: isCheckpoint } };

function isCheckpoint(value: unknown): string | undefined {
  const { seq, hash, ...others } = isPlainObject(value) ? value : {};
  const right =
    Number.isSafeInteger(seq) &&
    (seq as number) >= 0 &&
    typeof hash === "string" &&
    hash.length <= LONGEST_HASH &&
    Object.keys(others).length === 0;
  return right ? undefined : "must be { seq, hash }, as an earlier verification gave it back";
}

const LONGEST_HASH = 128;
