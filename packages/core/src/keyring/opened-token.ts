import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";

/**
 * The token that a row keeps sealed; null when it keeps none that can be opened. It must be the one that opens the
 * key: whoever can write to the database could have put the seal of an older token back.
 */
export async function openedToken(ring: KeyringContext, key: KeyRecord): Promise<string | null> {
  const { id, sealedToken, digest } = key;
  const token = sealedToken === null ? null : (ring.tokenSeal?.open(id, sealedToken) ?? null);
  if (token === null) return null;
  const match = await ring.digests.matches({ id, token }, digest);
  if (match === "busy")
    throw new LatchkeyError("busy", "Too many keys are being checked; try again.", { retryAfter: 1 });
  return match ? token : null;
}
