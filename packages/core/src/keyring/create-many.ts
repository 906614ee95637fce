import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { Lazy } from "../context/lazy.js";
import type { CreateKey } from "../keys/create-input.js";
import type { CreatedKey } from "./create-key.js";

export async function createMany(
  _ring: KeyringContext,
  _inputs: Lazy<readonly CreateKey[]>,
  _as: Actor,
): Promise<readonly CreatedKey[]> {
  throw new Error("under construction");
}
