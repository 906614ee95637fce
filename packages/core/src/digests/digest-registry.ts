import { ConfigurationError } from "../configuration-error.js";
import type { DigestAlgorithm, DigestFactory, DigestMatch, DigestSubject } from "./digest.js";
import { hmacSha256 } from "./hmac-sha256.js";
import { goOn, isLater, type OrLater } from "../or-later.js";
import type { TokenFormat } from "../tokens/token-format.js";
import type { Peppers } from "./peppers.js";
import { importedHash } from "./imported-hash.js";
import { sha256 } from "./sha256.js";

/** What a keyring knows to keep of tokens: one digest for new ones, all for checking, and what its format keeps. */
export interface DigestRegistry {
  /** By the digest for new tokens; of a weak one by a slow digest. */
  create(subject: DigestSubject): OrLater<string>;
  /** Whether weak tokens can be kept. */
  readonly keepsWeak: boolean;
  /** What is kept of a hash that another system has made; null for one that no digest here can compare. */
  keep(id: string, hash: string): string | null;
  /** Whether the digest was made of this token; a digest of a form that is not known matches nothing. Of a format's token the id is to be checked before. */
  matches(subject: DigestSubject, digest: string): OrLater<DigestMatch>;
  /** Whether it is what the keyring's format keeps of a token. */
  isFormatted(digest: string): boolean;
  /** Whether a digest is of the kind that new tokens get, under the newest pepper; one that is not is made anew on use. */
  isCurrent(digest: string): boolean;
  /** The same of a weak token. */
  isCurrentOfWeak(digest: string): boolean;
  /** What digests that this keyring can check begin with, byte for byte. */
  readonly marks: readonly string[];
  /**
   * Costs what `matches` costs for a digest as new tokens of this shape get it, and is never true: for ids that do not
   * exist. Rows that keep another algorithm's digest can be told apart by time until they are made anew; ids are no secret.
   */
  matchesNothing(subject: DigestSubject, formatted: boolean): OrLater<false | "busy">;
}

/** What a keyring was told of its digests. */
export interface DigestChoices {
  /** The name of the one for new tokens. */
  readonly digest?: string | undefined;
  readonly acceptUnpeppered?: boolean;
  readonly format?: TokenFormat | null;
  /** Whether rows may hold hashes that other systems have made. */
  readonly imported?: boolean;
}

/**
 * With a pepper `hmac-sha256` is the default and plain `sha256` is not known at all, so that a row put into the
 * database by hand makes no key; without one it is the other way round. `acceptUnpeppered` checks plain `sha256` as
 * well, and never makes it, for the time in which rows from before the pepper are made anew by being used.
 */
export function digestRegistry(
  peppers: Peppers,
  further: readonly DigestFactory[],
  { digest: minting, acceptUnpeppered = false, format = null, imported = false }: DigestChoices = {},
): DigestRegistry {
  const standard = peppers.newest === undefined ? sha256() : hmacSha256(peppers);
  const makers = [standard, ...further.map((factory) => factory(peppers))];
  const unpeppered = peppers.newest !== undefined && acceptUnpeppered ? [sha256()] : [];
  const checkers = [...makers, ...unpeppered, ...(imported ? [importedHash(peppers)] : [])];
  const byName = new Map(checkers.map((algorithm) => [algorithm.name, algorithm]));
  if (byName.size < checkers.length) throw new ConfigurationError("digests", "names one algorithm twice");
  if (format !== null && byName.has(format.name))
    throw new ConfigurationError("format", `has the name of a digest, ${format.name}`);
  return registry(byName, { makers, mint: mintAmong(makers, minting ?? standard.name) }, format);
}

function mintAmong(makers: readonly DigestAlgorithm[], wanted: string): DigestAlgorithm {
  const mint = makers.find(({ name }) => name === wanted);
  if (mint !== undefined) return mint;
  const names = makers.map(({ name }) => name).join(", ");
  throw new ConfigurationError("digest", `must be one of ${names}, not ${String(wanted)}`);
}

/** The row of nobody, for unknown ids. */
const NOBODY: DigestSubject = { id: "0".repeat(16), token: "no token looks like this" };

function registry(
  byName: ReadonlyMap<string, DigestAlgorithm>,
  { makers, mint }: { readonly makers: readonly DigestAlgorithm[]; readonly mint: DigestAlgorithm },
  format: TokenFormat | null,
): DigestRegistry {
  const isFormatted = (digest: string) => format !== null && digest.startsWith(`${format.name}$`);
  let nothing: OrLater<string> | undefined;
  // Made ahead, so that the first unknown id costs no more than any other.
  const ahead = digestOfNobody();
  if (isLater(ahead)) ahead.catch(() => undefined);

  /** Made again when it could not be made, such as for being busy. */
  function digestOfNobody(): OrLater<string> {
    nothing ??= orNothing(mint.create(NOBODY));
    return nothing;
  }

  function orNothing(made: OrLater<string>): OrLater<string> {
    if (!isLater(made)) return made;
    return Promise.resolve(made).catch((error: unknown) => {
      nothing = undefined;
      throw error;
    });
  }

  function matches(subject: DigestSubject, digest: string): OrLater<DigestMatch> {
    if (format !== null && isFormatted(digest)) return format.matches(subject.token, digest);
    return byName.get(digest.slice(0, digest.indexOf("$")))?.matches(subject, digest) ?? false;
  }

  function matchesNothing({ token }: DigestSubject, formatted: boolean): OrLater<false | "busy"> {
    if (formatted) return format === null ? false : format.matches(token, "").then(() => false as const);
    const match = goOn(digestOfNobody(), (digest) => mint.matches({ id: NOBODY.id, token }, digest));
    return goOn(match, (found) => (found === "busy" ? "busy" : false));
  }

  const slow = mint.slow === true ? mint : makers.find((maker) => maker.slow === true);

  function create(subject: DigestSubject): OrLater<string> {
    if (subject.foreign?.isWeak !== true) return mint.create(subject);
    if (slow === undefined) throw new Error("a weak token needs a slow digest");
    return slow.create(subject);
  }

  function keep(id: string, hash: string): string | null {
    for (const algorithm of byName.values()) {
      const kept = algorithm.keep?.(id, hash) ?? null;
      if (kept !== null) return kept;
    }
    return null;
  }

  const [ofNew] = marksOf(mint);
  const [ofWeak] = slow === undefined ? [] : marksOf(slow);
  return {
    create,
    keepsWeak: slow !== undefined,
    keep,
    matches,
    matchesNothing,
    isFormatted,
    isCurrent: (digest) => isFormatted(digest) || (ofNew !== undefined && digest.startsWith(ofNew)),
    isCurrentOfWeak: (digest) => ofWeak === undefined || digest.startsWith(ofWeak),
    marks: [...[...byName.values()].flatMap(marksOf), ...(format?.marks ?? [])],
  };
}

function marksOf({ name, marks = [`${name}$`] }: DigestAlgorithm): readonly string[] {
  return marks;
}
