import type { KeyRecord } from "../keys/key-record.js";
import type { CountRange } from "../store/key-store.js";

/** How many of these records are not revoked and within the range. */
export function countRecords(keys: readonly KeyRecord[], within: CountRange): number {
  return keys.filter((key) => key.revokedAt === null && isWithin(key, within)).length;
}

function isWithin(key: KeyRecord, within: CountRange): boolean {
  switch (within.by) {
    case "project":
      return key.orgId === within.org && key.projectId === within.project;
    case "org":
      return key.orgId === within.org;
    case "owner":
      return key.ownerId === within.owner;
    case "role":
      return key.role === within.role;
  }
}
