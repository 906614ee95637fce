import { ConfigurationError } from "../configuration-error.js";
import type { DigestAlgorithm, DigestFactory, DigestMatch, DigestSubject } from "./digest.js";
import { hmacSha256 } from "./hmac-sha256.js";
import type { Peppers } from "./peppers.js";
import { sha256 } from "./sha256.js";

/** The digests a keyring knows: one for new tokens, all for checking. */
export interface DigestRegistry {
  create(subject: DigestSubject): string | Promise<string>;
  /** Whether the digest was made of this token; a digest of a form that is not known matches nothing. */
  matches(subject: DigestSubject, digest: string): DigestMatch | Promise<DigestMatch>;
  /**
   * Costs what `matches` costs for a digest as new tokens get it, and is never true: for ids that do not exist. Rows
   * that keep another algorithm's digest can be told apart by time until they are made anew; ids are no secret.
   */
  matchesNothing(subject: DigestSubject): Promise<false | "busy">;
}

/**
 * With a pepper `hmac-sha256` is the default and plain `sha256` is not known at all, so that a row put into the
 * database by hand makes no key; without one it is the other way round.
 */
export function digestRegistry(
  peppers: Peppers,
  further: readonly DigestFactory[],
  minting: string | undefined,
): DigestRegistry {
  const standard = peppers.newest === undefined ? sha256() : hmacSha256(peppers);
  const algorithms = [standard, ...further.map((factory) => factory(peppers))];
  const byName = new Map(algorithms.map((algorithm) => [algorithm.name, algorithm]));
  if (byName.size < algorithms.length) throw new ConfigurationError("digests", "names one algorithm twice");
  const mint = byName.get(minting ?? standard.name);
  if (mint === undefined) {
    throw new ConfigurationError(
      "digest",
      `must be one of ${[...byName.keys()].join(", ")}, not ${String(minting)}`,
    );
  }
  return registry(byName, mint);
}

/** The row of nobody, for unknown ids. */
const NOBODY: DigestSubject = { id: "0".repeat(16), token: "no token looks like this" };

function registry(byName: ReadonlyMap<string, DigestAlgorithm>, mint: DigestAlgorithm): DigestRegistry {
  let nothing: Promise<string> | undefined;
  // Made ahead, so that the first unknown id costs no more than any other.
  digestOfNobody().catch(() => undefined);

  /** Made again when it could not be made, such as for being busy. */
  function digestOfNobody(): Promise<string> {
    nothing ??= Promise.resolve(mint.create(NOBODY)).catch((error: unknown) => {
      nothing = undefined;
      throw error;
    });
    return nothing;
  }

  function matches(subject: DigestSubject, digest: string): DigestMatch | Promise<DigestMatch> {
    return byName.get(digest.slice(0, digest.indexOf("$")))?.matches(subject, digest) ?? false;
  }

  async function matchesNothing({ token }: DigestSubject): Promise<false | "busy"> {
    const match = await mint.matches({ id: NOBODY.id, token }, await digestOfNobody());
    return match === "busy" ? "busy" : false;
  }

  return { create: mint.create, matches, matchesNothing };
}
