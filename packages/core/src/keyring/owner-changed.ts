import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";

export async function ownerChanged(_ring: KeyringContext, _ownerId: string, _as: Actor): Promise<void> {
  throw new Error("under construction");
}
