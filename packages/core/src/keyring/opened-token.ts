import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";

/**
 * The token of a key once more, out of the seal in its row or made again; null where that cannot be. It must be the
 * one that opens the key: whoever can write to the database could have put the seal of an older token back.
 */
export async function openedToken(ring: KeyringContext, key: KeyRecord): Promise<string | null> {
  const { id, digest } = key;
  const token = ring.resigning === null ? unsealed(ring, key) : await ring.resigning.reissue(key, digest);
  if (token === null) return null;
  const foreign = ring.tokens.parseForeign(token) ?? undefined;
  const match = await ring.digests.matches({ id, token, foreign }, digest);
  if (match === "busy")
    throw new LatchkeyError("busy", "Too many keys are being checked; try again.", { retryAfter: 1 });
  return match ? token : null;
}

function unsealed({ tokenSeal }: KeyringContext, { id, sealedToken }: KeyRecord): string | null {
  return sealedToken === null ? null : (tokenSeal?.open(id, sealedToken) ?? null);
}
