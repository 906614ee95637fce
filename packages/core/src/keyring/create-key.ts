import type { Actor } from "../actors/actor.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { type Lazy, valueOf } from "../context/lazy.js";
import type { CreateKey } from "../keys/create-input.js";
import { createKeys } from "./create-keys.js";
import type { CreatedKey } from "./created-key.js";

export type { CreatedKey } from "./created-key.js";

export async function createKey(
  ring: KeyringContext,
  input: Lazy<CreateKey>,
  as: Actor,
): Promise<CreatedKey> {
  const [created] = await createKeys(ring, { read: () => [valueOf(input)], about: (_, run) => run() }, as);
  return created as CreatedKey;
}
