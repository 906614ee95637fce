import { hash } from "node:crypto";

import type { CachedKey } from "../cache/cached-key.js";
import { equalTexts } from "../equal-texts.js";
import { goOn, type OrLater } from "../or-later.js";
import { secretHeld, type Presented, type Proof, type Prover, type Secret } from "../tokens/secret-held.js";

/** Of SHA-256 as texts of 32 characters. */
const isSame = equalTexts(32);

/** The secret whose token has passed a full check before, by one hash: a hit for every kind of digest. */
export function provenBefore({ proven, provenPrevious }: CachedKey, token: string): Secret | null {
  if (proven === null && provenPrevious === null) return null;
  const shown = fingerprint(token);
  if (proven !== null && isSame(proven, shown)) return "current";
  if (provenPrevious !== null && isSame(provenPrevious, shown)) return "previous";
  return null;
}

/** The full check against the digests of the row; what passes is remembered with the row. */
export function prove(prover: Prover, key: CachedKey, presented: Presented, now: number): OrLater<Proof> {
  return goOn(secretHeld(prover, key.record, presented, now), (proof) => {
    if (proof === "current") key.proven = fingerprint(presented.token);
    if (proof === "previous") key.provenPrevious = fingerprint(presented.token);
    return proof;
  });
}

/** As a text of 32 characters, a byte each: a Buffer takes four times the room, and five times as long to make. */
function fingerprint(token: string): string {
  return hash("sha256", token, "binary");
}
