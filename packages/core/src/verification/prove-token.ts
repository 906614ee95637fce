import { hash, timingSafeEqual } from "node:crypto";

import type { CachedKey, Secret } from "../cache/cached-key.js";
import type { DigestRegistry } from "../digests/digest-registry.js";
import { previousSecret } from "../keys/previous-secret.js";
import type { ParsedToken } from "../tokens/token-format.js";

/** Which secret of a key a token holds: null for none, `busy` when that could not be found out. */
export type Proof = Secret | null | "busy";

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
  digests: DigestRegistry,
  key: CachedKey,
  parsed: ParsedToken,
  token: string,
  now: number,
): Promise<Proof> {
  const { record } = key;
  const subject = { id: record.id, token };
  if (record.env !== parsed.env) return digests.matchesNothing(subject).then(nothing);

  const previous = previousSecret(record, now);
  // The older token's prefix may be an older one of the keyring: its digest covers it.
  const ofCurrent = record.prefix === parsed.prefix;
  const match = ofCurrent
    ? await digests.matches(subject, record.digest)
    : await digests.matchesNothing(subject);
  if (match === "busy") return "busy";
  if (match) return remembered(key, "current", token);

  const older = previous === null ? false : await digests.matches(subject, previous.digest);
  if (older === "busy") return "busy";
  return older ? remembered(key, "previous", token) : null;
}

function nothing(match: false | "busy"): "busy" | null {
  return match === "busy" ? "busy" : null;
}

function remembered(key: CachedKey, secret: Secret, token: string): Secret {
  key.proven[secret] = hash("sha256", token, "buffer");
  return secret;
}
