import type { DigestMatch } from "../digests/digest.js";
import type { DigestRegistry } from "../digests/digest-registry.js";
import type { Environment, KeyRecord } from "../keys/key-record.js";
import { previousSecret } from "../keys/previous-secret.js";
import { goOn, type OrLater } from "../or-later.js";
import type { ParsedToken } from "./tokens.js";

/** Which of a key's secrets a token holds. */
export type Secret = "current" | "previous";

/** The same: null for none, `busy` when that could not be found out. */
export type Proof = Secret | null | "busy";

/** What proving needs of a keyring. */
export interface Prover {
  readonly digests: DigestRegistry;
  readonly environments: readonly Environment[];
}

/** A token that is to be proved. */
export interface Presented {
  readonly parsed: ParsedToken;
  readonly token: string;
}

/**
 * Compares a token with the digests of the row that has its id. Whatever it says of itself has to be so in the row;
 * where it is not, and where there is no row, as much is computed all the same.
 */
export function secretHeld(
  { digests, environments }: Prover,
  record: KeyRecord | null,
  { parsed, token }: Presented,
  now: number,
): OrLater<Proof> {
  const subject = { id: parsed.id, token, foreign: parsed.foreign };
  if (record === null) return goOn(comparedWithNothing(), (found) => (found === "busy" ? found : null));

  const { env = record.env, ownerId = record.ownerId, prefix = record.prefix } = parsed;
  const saysSo = env === record.env && ownerId === record.ownerId && environments.includes(record.env);
  // The older token's prefix may be an older one of the keyring: its digest covers it.
  const match = saysSo && prefix === record.prefix ? compared(record.digest) : comparedWithNothing();
  return goOn(match, (found) => (found === true ? "current" : found === "busy" ? found : older(record)));

  function older(row: KeyRecord): OrLater<Proof> {
    const previous = previousSecret(row, now);
    if (previous === null) return null;
    return goOn(saysSo ? compared(previous.digest) : comparedWithNothing(), (found) =>
      found === true ? "previous" : found === "busy" ? found : null,
    );
  }

  function compared(digest: string): OrLater<DigestMatch> {
    const sameKind = digests.isFormatted(digest) === parsed.formatted;
    return sameKind ? digests.matches(subject, digest) : comparedWithNothing();
  }

  function comparedWithNothing(): OrLater<false | "busy"> {
    return digests.matchesNothing(subject, parsed.formatted);
  }
}
