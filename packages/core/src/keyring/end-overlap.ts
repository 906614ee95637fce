import type { Actor } from "../actors/actor.js";
import type { ResolvedActor } from "../actors/resolve-actor.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import { showKey } from "../context/show-keys.js";
import { spentLookup } from "../foreign/lookups.js";
import type { ApiKey } from "../keys/api-key.js";
import type { KeyRecord, KeyRef } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { changeKey } from "./change-key.js";
import { requireNoOptions, type NoOptions } from "./no-options.js";

/**
 * Refuses the token from before a rotation at once. One whose time is over leaves its digest behind, which goes too;
 * without any nothing is written.
 */
export async function endOverlap(
  ring: KeyringContext,
  ref: KeyRef,
  as: Actor,
  options: Lazy<NoOptions>,
): Promise<ApiKey> {
  function decide(_actor: ResolvedActor, before: KeyRecord) {
    requireNoOptions(options);
    if (before.revokedAt !== null)
      throw new LatchkeyError("key_revoked", "The key is revoked, and its tokens with it.");
    // What an imported token is found by goes with it.
    const lookup = spentLookup(before.lookup);
    const ended = { ...before, previousDigest: null, previousExpiresAt: null, lookup };
    return {
      action: "key.overlap_ended",
      after: before.previousDigest === null ? before : ended,
    } as const;
  }

  const { record } = await changeKey(ring, ref, as, "api-keys:rotate", decide);
  return showKey(ring, factsOf(ring), record);
}
