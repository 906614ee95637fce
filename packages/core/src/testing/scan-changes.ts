import type { ChangeRecord } from "../changes/change-record.js";
import type { ChangeScan } from "../store/key-store.js";

/** What a scan finds among these changes, which are in the order of their seq. */
export function scanChanges(changes: readonly ChangeRecord[], scan: ChangeScan): readonly ChangeRecord[] {
  const sign = scan.order === "seq" ? 1 : -1;
  const found = changes
    .filter((change) => isWithin(change, scan.within))
    .filter((change) => scan.after === undefined || (change.seq - scan.after) * sign > 0);
  return (sign === 1 ? found : found.reverse()).slice(0, scan.limit);
}

function isWithin(change: ChangeRecord, within: ChangeScan["within"]): boolean {
  switch (within.by) {
    case "all":
      return true;
    case "target":
      return change.target === within.target;
    case "actor":
      return change.actorId === within.actor;
    case "org":
      return change.orgId === within.org;
  }
}
