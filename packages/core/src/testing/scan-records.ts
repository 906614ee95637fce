import type { KeyRecord } from "../keys/key-record.js";
import type { KeyScan } from "../store/key-store.js";
import { compareUtf8 } from "./compare-utf8.js";

/** What a scan finds among these records; a store's index does the same without looking at all of them. */
export function scanRecords(keys: readonly KeyRecord[], scan: KeyScan): readonly KeyRecord[] {
  return keys
    .filter(
      (key) => (key.revokedAt === null) === scan.live && isWithin(key, scan.within) && isBehind(key, scan),
    )
    .sort(ORDERS[scan.order])
    .slice(0, scan.limit);
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
