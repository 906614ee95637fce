import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import type { ApiKey } from "../keys/api-key.js";
import type { KeyRef } from "../keys/key-record.js";
import type { CreatedKey } from "./create-key.js";

export interface RotateOptions {
  /** Seconds for which the old token goes on working, 0 to 2,592,000 (30 days). */
  readonly overlap?: number | undefined;
}

export async function rotateKey(
  _ring: KeyringContext,
  _ref: KeyRef,
  _as: Actor,
  _options: Lazy<RotateOptions>,
): Promise<CreatedKey> {
  throw new Error("under construction");
}

export async function endOverlap(_ring: KeyringContext, _ref: KeyRef, _as: Actor): Promise<ApiKey> {
  throw new Error("under construction");
}
