import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import type { CreateKey } from "../keys/create-input.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { LatchkeyError } from "../latchkey-error.js";
import { atIndex } from "./at-index.js";
import { createKeys } from "./create-keys.js";
import type { CreatedKey } from "./created-key.js";

/** All of the keys or none, in one transaction. */
export async function createMany(
  ring: KeyringContext,
  inputs: Lazy<readonly CreateKey[]>,
  as: Actor,
): Promise<readonly CreatedKey[]> {
  return createKeys(ring, { read: () => listOf(valueOf(inputs)), about: atIndex }, as);
}

function listOf(inputs: unknown): readonly unknown[] {
  if (Array.isArray(inputs) && inputs.length <= KEY_LIMITS.created) return Array.from(inputs);
  throw new LatchkeyError(
    "invalid_request",
    `Many keys are made from a list of inputs, of ${KEY_LIMITS.created} at most.`,
  );
}
