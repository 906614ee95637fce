import type { Peppers } from "./peppers.js";

/** What a digest is bound to: a token, and the id of the row that keeps the digest. */
export interface DigestSubject {
  readonly id: string;
  readonly token: string;
  /** Of a token that another system has made, and which does not hold the row's id: its digest is bound to that besides. */
  readonly foreign?: ForeignSubject | undefined;
}

/** What digests need to know of a token that another system has made. */
export interface ForeignSubject {
  /** What that system hashed of it. */
  readonly hashed: string;
  /** Whether it could be guessed, so that it is to be kept by a slow digest. */
  readonly isWeak: boolean;
  /** What that system kept of it, bcrypt aside: `<algorithm>:<base64url>`. */
  hash(): string;
}

/** `busy` when too many slow checks are under way; nothing was compared then. */
export type DigestMatch = boolean | "busy";

/** One way of keeping a token so that it can be checked and not read. */
export interface DigestAlgorithm {
  /** Goes first in every digest it makes: `<name>$…`. */
  readonly name: string;
  /**
   * What its digests begin with, byte for byte, as far as this keyring can check them; what new ones begin with goes
   * first. Default `<name>$` alone.
   */
  readonly marks?: readonly string[];
  create(subject: DigestSubject): string | Promise<string>;
  /** Slow on purpose: weak tokens of other systems are kept by it. Default false. */
  readonly slow?: boolean;
  /** Binds a hash that another system has made to the row it is kept in; null for one that cannot be compared by this algorithm. */
  keep?(id: string, hash: string): string | null;
  /** Whether `digest` was made of this token for this row; compares in constant time. */
  matches(subject: DigestSubject, digest: string): DigestMatch | Promise<DigestMatch>;
}

/** Makes an algorithm for a keyring's peppers; throws when it cannot work with them. */
export type DigestFactory = (peppers: Peppers) => DigestAlgorithm;
