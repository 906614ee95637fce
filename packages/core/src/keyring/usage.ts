import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import type { KeyRef } from "../keys/key-record.js";

export interface UsageOptions {
  /** UTC milliseconds: `from <= at < to`; default the last seven days by hour, the last 90 by day. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly bucket?: "hour" | "day" | undefined;
}

export interface KeyUsage {
  /** Buckets in which the key was used, oldest first; `at` is a bucket's beginning in UTC. */
  readonly data: readonly { readonly at: number; readonly accepted: number; readonly refused: number }[];
}

export async function usageOf(
  _ring: KeyringContext,
  _ref: KeyRef,
  _as: Actor,
  _options: Lazy<UsageOptions>,
): Promise<KeyUsage> {
  throw new Error("under construction");
}
