import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ScopeEntry } from "./scopes.js";

export async function scopesOf(_ring: KeyringContext, _as: Actor): Promise<readonly ScopeEntry[]> {
  throw new Error("under construction");
}
