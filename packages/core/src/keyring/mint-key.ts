import type { KeyringContext } from "../context/keyring-context.js";
import type { Environment, KeyRecord } from "../keys/key-record.js";

/** A new token, and what a record keeps of it. */
export interface MintedKey extends Pick<KeyRecord, "id" | "prefix" | "digest" | "sealedToken"> {
  readonly token: string;
}

/** Draws a new id and token; digests, and seals where tokens can be shown again. Takes its time, so: before the lock. */
export async function mintKey(ring: KeyringContext, env: Environment): Promise<MintedKey> {
  const { id, prefix, token } = ring.tokens.mint(env);
  const digest = await ring.digests.create({ id, token });
  return { id, prefix, token, digest, sealedToken: ring.tokenSeal?.seal(id, token) ?? null };
}
