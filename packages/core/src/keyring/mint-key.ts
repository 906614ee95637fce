import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRecord } from "../keys/key-record.js";
import type { IssuedToken } from "../tokens/tokens.js";

/** A new token, and what a record keeps of it. */
export interface MintedKey extends IssuedToken, Pick<KeyRecord, "sealedToken" | "ownerId"> {}

/** Draws a new id and token; digests, and seals where tokens can be shown again. Takes its time, so: before the lock. */
export async function mintKey(
  ring: KeyringContext,
  { env, ownerId }: Pick<KeyRecord, "env" | "ownerId">,
): Promise<MintedKey> {
  const issued = await ring.tokens.issue({ env, ownerId, generation: 1, now: ring.clock.now() });
  return { ...issued, ownerId, sealedToken: ring.tokenSeal?.seal(issued.id, issued.token) ?? null };
}
