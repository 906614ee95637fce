import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";
import { secretHeld, type Secret } from "../tokens/secret-held.js";
import { findKey, keyByLookups, type KeyReader } from "./key-reader.js";
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
  const found = await rowOf(ring, reader, token);
  if (found === null) return null;
  const { key, parsed } = found;
  const presented = { parsed, token: token as string };
  const proof = await secretHeld(ring, key, presented, ring.clock.now());
  if (proof === "busy")
    throw new LatchkeyError("busy", "Too many keys are being checked; try again.", { retryAfter: 1 });
  return key === null || proof === null ? null : { key, secret: proof };
}

/** The row that a token says is its own, if there is such a row. */
async function rowOf(ring: KeyringContext, reader: KeyReader, token: unknown) {
  const parsed = ring.tokens.parse(token);
  if (parsed !== null) return { parsed, key: await findKey(reader, { id: parsed.id }) };
  const foreign = ring.tokens.parseForeign(token);
  if (foreign === null) return null;
  const key = await keyByLookups(reader, foreign.lookups());
  return { parsed: { id: key?.id ?? "", formatted: false, foreign }, key };
}
