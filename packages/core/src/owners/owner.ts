/** What the application says of an owner at this moment. */
export interface Owner {
  /** An inactive owner takes all its keys along: they are refused as `owner_inactive`. */
  readonly active: boolean;
  /** What keys that inherit hold. */
  readonly permissions: readonly string[];
}

/**
 * Asks the application for an owner within an organization; null when there is none, which is the same as inactive.
 * Rejecting, throwing or not answering in time is 503, never a permission.
 */
export type FindOwner = (ownerId: string, orgId: string | null) => Owner | null | Promise<Owner | null>;
