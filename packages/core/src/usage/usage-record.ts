/** How often a key was presented within one hour, by requests that proved its secret. */
export interface UsageHour {
  readonly keyId: string;
  /** The beginning of the hour, UTC milliseconds. */
  readonly hour: number;
  readonly accepted: number;
  readonly refused: number;
}

/** The last time a key was used, from where, and with its old secret while one still worked. */
export interface LastUse {
  readonly keyId: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The last time the secret from before a rotation was used; null when never. */
  readonly oldSecretAt: number | null;
}

/** What has gathered since the last flush. At most one entry for a key and hour, and one for a key. */
export interface UsageBatch {
  readonly hours: readonly UsageHour[];
  readonly lastUsed: readonly LastUse[];
}

export interface UsageQuery {
  /** Ids of keys. */
  readonly keys: readonly string[];
  /** Also the hours with `from <= hour < to`. */
  readonly hours?: { readonly from: number; readonly to: number };
}
