/** Keeps tokens so that they can be shown again: AES-256-GCM under keys from outside the database, bound to the key's id. */
export interface TokenSeal {
  /** `v<version>$<base64url>` under the newest key. */
  seal(id: string, token: string): string;
  /** The token, or null for what was not sealed for this id under a key that is configured. */
  open(id: string, sealed: string): string | null;
  /** What a sealed token may begin with. */
  readonly marks: readonly string[];
}

/** A key for sealing tokens; `secret` has 32 bytes at least in UTF-8. */
export interface SealingKey {
  readonly version: number;
  readonly secret: string | undefined;
}
