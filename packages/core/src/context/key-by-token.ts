import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { secretHeld, type Secret } from "../tokens/secret-held.js";
import { findKey, type KeyReader } from "./key-reader.js";
import type { KeyringContext } from "./keyring-context.js";

/** A key, and which of its secrets a token holds. */
export interface KeyOfToken {
  readonly key: KeyRecord;
  readonly secret: Secret;
}

/**
 * The key that a token opens or would open, whatever its state; null when the token opens none. An unknown id costs a
 * comparison as well, so that it takes as long as a wrong secret. Digests can be slow, so: not under the lock.
 */
export async function keyByToken(
  ring: KeyringContext,
  reader: KeyReader,
  token: unknown,
): Promise<KeyOfToken | null> {
  const parsed = ring.tokens.parse(token);
  if (parsed === null) return null;
  const presented = { parsed, token: token as string };
  const key = await findKey(reader, { id: parsed.id });
  const proof = await secretHeld(ring, key, presented, ring.clock.now());
  if (proof === "busy")
    throw new LatchkeyError("busy", "Too many keys are being checked; try again.", { retryAfter: 1 });
  return key === null || proof === null ? null : { key, secret: proof };
}
