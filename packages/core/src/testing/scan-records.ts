import type { KeyRecord } from "../keys/key-record.js";
import type { ChangeRecord } from "../changes/change-record.js";
import type { RoleRecord } from "../roles/role-record.js";
import type { ChangeScan, CountRange, KeyScan, RoleQuery } from "../store/key-store.js";

/** What a scan finds among these records; a store's index does the same without looking at all of them. */
export function scanRecords(keys: readonly KeyRecord[], scan: KeyScan): readonly KeyRecord[] {
  return keys
    .filter(
      (key) => (key.revokedAt === null) === scan.live && isWithin(key, scan.within) && isBehind(key, scan),
    )
    .sort(ORDERS[scan.order])
    .slice(0, scan.limit);
}

/** How many of these records are not revoked and within the range. */
export function countRecords(keys: readonly KeyRecord[], within: CountRange): number {
  return keys.filter((key) => key.revokedAt === null && isCounted(key, within)).length;
}

function isCounted(key: KeyRecord, within: CountRange): boolean {
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

/** The custom roles a query asks for, in the order of their ids. */
export function findRoles(roles: readonly RoleRecord[], query: RoleQuery): readonly RoleRecord[] {
  if (query.by === "id") return roles.filter((role) => role.id === query.id);
  if (query.by === "name")
    return roles.filter((role) => role.orgId === query.org && role.name === query.name);
  return roles
    .filter((role) => query.by === "all" || role.orgId === query.org)
    .filter((role) => query.after === undefined || compareUtf8(role.id, query.after) > 0)
    .sort((a, b) => compareUtf8(a.id, b.id))
    .slice(0, query.limit);
}

/** What a scan finds among these changes, which are in the order of their seq. */
export function scanChanges(changes: readonly ChangeRecord[], scan: ChangeScan): readonly ChangeRecord[] {
  const sign = scan.order === "seq" ? 1 : -1;
  const found = changes
    .filter((change) => isChangeWithin(change, scan.within))
    .filter((change) => scan.after === undefined || (change.seq - scan.after) * sign > 0);
  return (sign === 1 ? found : found.reverse()).slice(0, scan.limit);
}

function isChangeWithin(change: ChangeRecord, within: ChangeScan["within"]): boolean {
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

type Position = Pick<KeyRecord, "nameLower" | "number">;

const ORDERS: Record<KeyScan["order"], (a: Position, b: Position) => number> = {
  number: (a, b) => a.number - b.number,
  "number-desc": (a, b) => b.number - a.number,
  name: (a, b) => compareUtf8(a.nameLower, b.nameLower) || a.number - b.number,
};

const HALF_A_PAIR = /\p{Cs}/u;

function isWithin(key: KeyRecord, range: KeyScan["within"]): boolean {
  switch (range.by) {
    case "all":
      return true;
    case "org":
      return key.orgId === range.org;
    case "project":
      return key.orgId === range.org && key.projectId === range.project;
    case "id":
      return !HALF_A_PAIR.test(range.prefix) && key.id.startsWith(range.prefix);
    default:
      return key.ownerId === range.owner;
  }
}

function isBehind(key: KeyRecord, scan: KeyScan): boolean {
  if (scan.order !== "name") {
    return scan.after === undefined || ORDERS[scan.order](key, { ...key, number: scan.after }) > 0;
  }
  const { namePrefix = "", after } = scan;
  // Half of a surrogate pair begins 😀 in UTF-16, and nothing in UTF-8.
  if (HALF_A_PAIR.test(namePrefix) || !key.nameLower.startsWith(namePrefix)) return false;
  return after === undefined || ORDERS.name(key, after) > 0;
}

/** UTF-16, by which JavaScript compares, puts 😀 before U+FFFD; UTF-8 behind it. */
function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
