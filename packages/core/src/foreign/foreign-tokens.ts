/** One kind of token that another system has given out, so that its keys can be imported and nobody needs a new one. */
export interface ForeignTokens {
  /** Names the kind in imports, 1 to 32 of `a-z`, `0-9` and `-`. */
  readonly name: string;
  /**
   * What is public of a token of this kind, 1 to 200 visible ASCII characters, unique among all of the keyring's kinds;
   * null for a token of another. With `lookup: "blind"` any text will do. Asked for visible ASCII of up to 256
   * characters that no other shape of the keyring fits; must be quick, and what it throws counts as null.
   */
  match(token: string): string | null;
  /**
   * How its row is found: by the public part, or where a token has none by an index that is keyed with the pepper. The
   * keyed one is the only thing derived from a secret that meets a `WHERE`.
   */
  readonly lookup: "public" | "blind";
  /** What the other system kept of it, bcrypt aside; default `"sha256"`. With `hmac` also its secret. */
  readonly hash?: "sha256" | "sha512" | ForeignHmac;
  /** The part of a token that the other system hashed, and all that is compared of it; default all of it. Stays as long as the kind. */
  hashed?(token: string): string;
}

/**
 * HMAC under the other system's secret. It stays in the configuration until every such key was used once, and of a kind
 * with `lookup: "blind"` as long as its tokens are in use: they are found by it.
 */
export interface ForeignHmac {
  readonly hmac: "sha256" | "sha512";
  readonly secret: string | undefined;
}
