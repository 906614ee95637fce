/**
 * Tokens of another shape than ours, which carry their own proof, such as `jwtFormat()` of `@latchkey/jwt`. It makes
 * the tokens of new keys, and knows what a row keeps of one: a self-describing text without anything secret in it.
 * Nothing here is asked of the database.
 */
export interface TokenFormat {
  /** Goes first in what rows keep: `<name>$…`. */
  readonly name: string;
  /** What rows may keep of its tokens begins with one of these, byte for byte; a row with another text stops the start. */
  readonly marks: readonly string[];
  /** What a token of this shape says of itself, of which nothing is proven yet; null for another shape. Never throws. */
  parse(token: string): FormattedToken | null;
  /** A new token, and what its row is to keep of it: at most 200 ASCII characters, without `@`. */
  issue(subject: TokenSubject): Promise<{ readonly token: string; readonly digest: string }>;
  /** The same token once more, out of what its row keeps; null where it cannot be made any more. */
  reissue(subject: FormattedToken, digest: string): Promise<string | null>;
  /**
   * Whether a token that was parsed is the one of which a row keeps `digest`. It costs the same whatever the digest
   * says, and for one that is not its own: unknown ids are answered by it as well.
   */
  matches(token: string, digest: string): Promise<boolean>;
}

/** What a token says of itself; its row has to say the same. */
export interface FormattedToken {
  /** 16 base62 characters. */
  readonly id: string;
  readonly ownerId: string | null;
}

/** The key that a token is made for. */
export interface TokenSubject extends FormattedToken {
  /** Higher than that of every token the key has had; 1 for a new key. */
  readonly generation: number;
  /** UTC milliseconds. */
  readonly now: number;
}
