import type { DigestMatch } from "../digests/digest.js";
import type { DigestRegistry } from "../digests/digest-registry.js";
import type { Environment, KeyRecord } from "../keys/key-record.js";
import { previousSecret } from "../keys/previous-secret.js";
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
export async function secretHeld(
  { digests, environments }: Prover,
  record: KeyRecord | null,
  { parsed, token }: Presented,
  now: number,
): Promise<Proof> {
  const subject = { id: parsed.id, token };
  if (record === null) return (await digests.matchesNothing(subject, parsed.formatted)) || null;

  function compared(digest: string): DigestMatch | Promise<DigestMatch> {
    const sameKind = digests.isFormatted(digest) === parsed.formatted;
    return sameKind ? digests.matches(subject, digest) : digests.matchesNothing(subject, parsed.formatted);
  }

  const { env = record.env, ownerId = record.ownerId, prefix = record.prefix } = parsed;
  const saysSo = env === record.env && ownerId === record.ownerId && environments.includes(record.env);
  // The older token's prefix may be an older one of the keyring: its digest covers it.
  const match =
    saysSo && prefix === record.prefix
      ? await compared(record.digest)
      : await digests.matchesNothing(subject, parsed.formatted);
  if (match === "busy") return "busy";
  if (match) return "current";

  const previous = previousSecret(record, now);
  if (previous === null) return null;
  const older = saysSo
    ? await compared(previous.digest)
    : await digests.matchesNothing(subject, parsed.formatted);
  if (older === "busy") return "busy";
  return older ? "previous" : null;
}
