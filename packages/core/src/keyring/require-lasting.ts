import type { KeyRecord } from "../keys/key-record.js";
import { LatchkeyError } from "../latchkey-error.js";

/** Refuses what makes no sense for a key that will never work again: one that is revoked or has expired. */
export function requireLasting(key: KeyRecord, now: number): void {
  if (key.revokedAt !== null)
    throw new LatchkeyError("key_revoked", "The key is revoked for good; make a new one.");
  if (key.expiresAt !== null && now >= key.expiresAt)
    throw new LatchkeyError(
      "key_expired",
      "The key has expired; give it a later expiry first, or make a new one.",
    );
}
