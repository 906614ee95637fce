import { hash, timingSafeEqual } from "node:crypto";

import type { CachedKey } from "../cache/cached-key.js";
import { secretHeld, type Presented, type Proof, type Prover, type Secret } from "../tokens/secret-held.js";

/** The secret whose token has passed a full check before, by one hash: a hit for every kind of digest. */
export function provenBefore({ proven }: CachedKey, token: string): Secret | null {
  if (proven.current === null && proven.previous === null) return null;
  const fingerprint = hash("sha256", token, "buffer");
  if (proven.current !== null && timingSafeEqual(proven.current, fingerprint)) return "current";
  if (proven.previous !== null && timingSafeEqual(proven.previous, fingerprint)) return "previous";
  return null;
}

/** The full check against the digests of the row; what passes is remembered with the row. */
export async function prove(
  prover: Prover,
  key: CachedKey,
  presented: Presented,
  now: number,
): Promise<Proof> {
  const proof = await secretHeld(prover, key.record, presented, now);
  if (proof === "current" || proof === "previous")
    key.proven[proof] = hash("sha256", presented.token, "buffer");
  return proof;
}
