import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";

export interface PurgeOptions {
  /** Keys that were revoked before this time, UTC milliseconds. */
  readonly revokedBefore: number;
}

export interface Purged {
  readonly keys: number;
}

export async function purgeKeys(
  _ring: KeyringContext,
  _options: Lazy<PurgeOptions>,
  _as: Actor,
): Promise<Purged> {
  throw new Error("under construction");
}
