import type { FindOwner, Owner } from "./owner.js";

/** Owners, remembered for a moment. */
export interface OwnerDirectory {
  /** The owner, at once where it is remembered; rejects with `identity_unavailable` when the application cannot say. */
  find(ownerId: string, orgId: string | null): Owner | null | Promise<Owner | null>;
  /** Forgets what is remembered of an owner, also what is being asked just now. */
  forget(ownerId: string): void;
}

export function ownerDirectory(find: FindOwner): OwnerDirectory {
  return { find: (ownerId, orgId) => find(ownerId, orgId), forget: () => undefined };
}
