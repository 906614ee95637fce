import { ConfigurationError, checkOptionNames } from "../configuration-error.js";
import type { Peppers } from "../digests/peppers.js";
import type { ForeignTokens } from "./foreign-tokens.js";
import { keptHash, type KeptHash } from "./kept-hash.js";
import { blindLookup, publicLookup } from "./lookups.js";
import { isWeakToken } from "./token-strength.js";

/** A token of another system, as far as it speaks for itself; nothing of it is proven yet. */
export interface ForeignToken {
  /** The name of its kind. */
  readonly kind: string;
  /** Null of a kind that has none. */
  readonly publicPart: string | null;
  /** What the other system hashed of it. */
  readonly hashed: string;
  /** Below 112 bits by length and alphabet. */
  readonly isWeak: boolean;
  /** What the other system kept of it, as `<algorithm>:<base64url>`. */
  hash(): string;
  /** What its row is found by, under the newest pepper. */
  readonly lookup: string;
  /** The same under every pepper, newest first. */
  lookups(): Lookups;
}

/** What a row can be found by, newest first. */
export type Lookups = readonly [string, ...string[]];

/** One of a keyring's foreign kinds, checked and resolved. */
export interface ForeignKind {
  readonly name: string;
  readonly isPublic: boolean;
  readonly kept: KeptHash;
  /** Null for a token of another kind. */
  read(token: string): ForeignToken | null;
  /** What a row is found by of which only so much is known. */
  lookupsOf(known: KnownPart): Lookups;
}

/** What is public of a token, or what the other system kept of one that has no such part. */
export type KnownPart = { readonly publicPart: string } | { readonly hash: string };

const NAME = /^[a-z0-9-]{1,32}$/;
const PUBLIC_PART = /^[!-~]{1,200}$/;
const OPTIONS = ["name", "match", "lookup", "hash", "hashed"];

/** Checks one entry of the option `foreign`. */
export function foreignKind(given: ForeignTokens, option: string, peppers: Peppers): ForeignKind {
  const { name, match, lookup, hash, hashed } = checkedKind(given, option);
  const kept = keptHash(hash, `${option}.hash`);
  const isPublic = lookup === "public";

  function lookupOf(known: KnownPart, version = peppers.newest): string {
    return "publicPart" in known ? publicLookup(known.publicPart) : blindLookup(peppers, version, known.hash);
  }

  function lookupsOf(known: KnownPart): Lookups {
    if (isPublic) return [lookupOf(known)];
    return [lookupOf(known), ...peppers.versions.slice(1).map((version) => lookupOf(known, version))];
  }

  function read(token: string): ForeignToken | null {
    const matched = quietly(() => match(token));
    if (typeof matched !== "string" || (isPublic && !PUBLIC_PART.test(matched))) return null;
    const text = hashed === undefined ? token : quietly(() => hashed(token));
    if (typeof text !== "string") return null;
    const known = isPublic ? { publicPart: matched } : { hash: kept.of(text) };
    return {
      kind: name,
      publicPart: isPublic ? matched : null,
      hashed: text,
      // Asked only where a digest is made.
      get isWeak() {
        return isWeakToken(token, isPublic ? matched : "");
      },
      hash: () => kept.of(text),
      lookup: lookupOf(known),
      lookups: () => lookupsOf(known),
    };
  }

  return { name, isPublic, kept, read, lookupsOf };
}

function checkedKind(given: unknown, option: string): ForeignTokens {
  checkOptionNames(option, given, OPTIONS);
  const { name, match, lookup, hashed } = given as Partial<Record<keyof ForeignTokens, unknown>>;
  if (typeof name !== "string" || !NAME.test(name))
    throw new ConfigurationError(`${option}.name`, "must be 1 to 32 characters of a-z, 0-9 and -");
  if (typeof match !== "function")
    throw new ConfigurationError(
      `${option}.match`,
      "must be a function of a token that gives its public part, or null",
    );
  if (lookup !== "public" && lookup !== "blind")
    throw new ConfigurationError(`${option}.lookup`, 'must be "public" or "blind"');
  if (hashed !== undefined && typeof hashed !== "function")
    throw new ConfigurationError(
      `${option}.hashed`,
      "must be a function of a token that gives the part that was hashed",
    );
  return given as ForeignTokens;
}

/** What an application's function says of a stranger's text; a fault of it says nothing. */
function quietly(ask: () => unknown): unknown {
  try {
    return ask();
  } catch {
    return null;
  }
}
