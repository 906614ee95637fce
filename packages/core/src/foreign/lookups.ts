import type { Peppers } from "../digests/peppers.js";

const PURPOSE = "latchkey blind lookup";

/** `public:<part>`. */
export function publicLookup(part: string): string {
  return `public:${part}`;
}

/** `blind:v<version>:<base64url>`: HMAC of what the other system kept, under a key derived from a pepper. */
export function blindLookup(peppers: Peppers, version: number | undefined, hash: string): string {
  const mac = version === undefined ? undefined : peppers.derivedHmac(version, PURPOSE, hash);
  if (mac === undefined) throw new Error("a blind lookup needs a pepper");
  return `${blindMark(version as number)}${mac.toString("base64url")}`;
}

/**
 * The lookup of a token that was replaced: nothing is found by it any more, and yet the token cannot be imported anew, as
 * it would be by whoever imports the same rows once more.
 */
export function spentLookup(lookup: string): string;
export function spentLookup(lookup: string | null): string | null;
export function spentLookup(lookup: string | null): string | null {
  return lookup === null || lookup.startsWith(SPENT) ? lookup : `${SPENT}${lookup}`;
}

const SPENT = "spent:";

/** What blind lookups under a pepper begin with. */
export function blindMark(version: number): string {
  return `blind:v${version}:`;
}

/** What the lookups of a keyring may begin with, byte for byte. */
export function lookupMarks({ versions }: Peppers): readonly string[] {
  return ["public:", SPENT, ...versions.map(blindMark)];
}

/** Whether a lookup is as a new one is; one that is not is made anew on use. */
export function isCurrentLookup({ newest }: Peppers, lookup: string | null): boolean {
  return !lookup?.startsWith("blind:") || (newest !== undefined && lookup.startsWith(blindMark(newest)));
}

/** The public part that a lookup shows; null for one that shows nothing. */
export function publicPartOf(lookup: string | null): string | null {
  return lookup?.startsWith("public:") ? lookup.slice("public:".length) : null;
}
