import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";

export interface PruneOptions {
  /** Changes before this time, UTC milliseconds; those of the last hour stay in any case. Default: none. */
  readonly changesBefore?: number | undefined;
  /** Hours before this time, UTC milliseconds; default 90 days ago. */
  readonly usageBefore?: number | undefined;
}

export interface Pruned {
  /** How many changes were removed. */
  readonly changes: number;
}

export async function prune(
  _ring: KeyringContext,
  _options: Lazy<PruneOptions>,
  _as: Actor,
): Promise<Pruned> {
  throw new Error("under construction");
}
