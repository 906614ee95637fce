import type { KeyRecord, KeyScan } from "@latchkey/core";

/** Where a scan looks: the leading columns of one index. */
export interface Place {
  /** Null stands for IS NULL. */
  readonly columns: Readonly<Record<string, string | null>>;
  /** Whether a key is in this place. */
  holds(this: void, key: KeyRecord): boolean;
}

/** What a scan that walks an index can be within. */
export type IndexedPlace = Exclude<KeyScan["within"], { readonly by: "id" }>;

/** The place of a scan that walks an index. */
export function placeOf(within: IndexedPlace): Place {
  switch (within.by) {
    case "all":
      return { columns: {}, holds: () => true };
    case "org":
      return { columns: { org_id: within.org }, holds: (key) => key.orgId === within.org };
    case "project":
      return {
        columns: { org_id: within.org, project_id: within.project },
        holds: (key) => key.orgId === within.org && key.projectId === within.project,
      };
    case "owner":
      return { columns: { owner_id: within.owner }, holds: (key) => key.ownerId === within.owner };
  }
}
