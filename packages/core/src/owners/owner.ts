/** What the application says of an owner at this moment. */
export interface Owner {
  /** An inactive owner takes all its keys along: they are refused as `owner_inactive`. */
  readonly active: boolean;
  /** What keys that inherit hold. */
  readonly permissions: readonly string[];
}

/** Where the application says nothing of owners, all of them are active and none has anything to inherit. */
export const SILENT_OWNER: Owner = { active: true, permissions: [] };

/**
 * Asks the application for an owner within an organization; null when there is none, which is the same as inactive.
 * Rejecting, throwing or not answering in time is 503, never a permission. An answer is used for 3 s at most, from 1 s
 * on while it is asked for again in the background; `keyring.ownerChanged(ownerId, actor)` ends it at once.
 *
 * @example
 * const people = new Map([["ann", { active: true, permissions: ["bundles:read"] }]]);
 * const owners: FindOwner = (ownerId) => people.get(ownerId) ?? null;
 */
export type FindOwner = (ownerId: string, orgId: string | null) => Owner | null | Promise<Owner | null>;
