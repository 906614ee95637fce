import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import type { ChainVerdict } from "./chain-verdict.js";
import type { ListChanges } from "./change-query.js";
import { listChanges, type ChangePage } from "./list-changes.js";
import { verifyChain, type VerifyChainOptions } from "./verify-chain.js";

export interface ChangesApi {
  /**
   * One page of what the actor's grants with `api-changes:read` cover; newest first. Times are those of the clock when
   * a change was decided: `from` and `to` hold exactly while no clock was ever set back by a day or more. Codes:
   * `insufficient_permissions`, `unknown_field`, `invalid_field`, `invalid_cursor`.
   *
   * @example
   * const { data } = await keyring.changes.list({ keyId: key.id, action: "key.rotated" }, actor);
   */
  list(query: Lazy<ListChanges>, actor: Actor): Promise<ChangePage>;

  /**
   * Reads the whole chain and says whether it is as it was written, naming the first row that is not. Needs
   * `api-changes:read` in a grant for `"*"`. With a `checkpoint` kept from before, it also finds that changes were cut
   * off the end and the head was set back. With `peppers: "none"` it finds accidents only. Codes:
   * `insufficient_permissions`, `unknown_field`, `invalid_field`, `store_busy` while changes are being pruned.
   *
   * @example
   * const verdict = await keyring.changes.verify(systemActor("nightly audit"), { checkpoint: kept });
   */
  verify(actor: Actor, options?: Lazy<VerifyChainOptions>): Promise<ChainVerdict>;
}

/** The record of changes of one keyring. */
export function changesApi(ring: KeyringContext): ChangesApi {
  return {
    list: (query, actor) => listChanges(ring, query, actor),
    verify: (actor, options = {}) => verifyChain(ring, actor, options),
  };
}
