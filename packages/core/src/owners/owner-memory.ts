import { leastRecentlyUsed } from "../least-recently-used.js";
import type { Moment } from "../moment.js";
import type { Owner } from "./owner.js";

/** Who is asked about: an owner within an organization. */
export interface OwnerRef {
  readonly ownerId: string;
  readonly orgId: string | null;
}

/** An answer, and when it was asked for. */
export interface RememberedOwner extends OwnerRef {
  readonly sent: Moment;
  readonly owner: Owner | null;
}

/** The answers used last, with an index by owner. */
export interface OwnerMemory {
  find(ref: OwnerRef): RememberedOwner | undefined;
  keep(entry: RememberedOwner): void;
  /** Forgets an owner in all organizations. */
  forget(ownerId: string): void;
}

export function ownerMemory(max: number): OwnerMemory {
  const namesOf = new Map<string, Set<string>>();
  const entries = leastRecentlyUsed<RememberedOwner>(max, ({ ownerId }, name) => {
    const names = namesOf.get(ownerId);
    names?.delete(name);
    if (names?.size === 0) namesOf.delete(ownerId);
  });

  return {
    find: (ref) => entries.get(ownerName(ref)),
    keep(entry) {
      const name = ownerName(entry);
      // First, because the one it replaces leaves the index.
      entries.set(name, entry);
      const names = namesOf.get(entry.ownerId) ?? new Set();
      namesOf.set(entry.ownerId, names.add(name));
    },
    forget(ownerId) {
      for (const name of [...(namesOf.get(ownerId) ?? [])]) entries.delete(name);
    },
  };
}

/** One text for an owner within an organization, another for any other. */
export function ownerName({ ownerId, orgId }: OwnerRef): string {
  return JSON.stringify([ownerId, orgId]);
}
