import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRef } from "../keys/key-record.js";

export async function revealToken(_ring: KeyringContext, _ref: KeyRef, _as: Actor): Promise<string> {
  throw new Error("under construction");
}
