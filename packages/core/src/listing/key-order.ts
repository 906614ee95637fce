import type { KeyRecord } from "../keys/key-record.js";
import type { ListKeys } from "../keys/list-input.js";

export type KeySort = NonNullable<ListKeys["sort"]>;

/** Where a list stands: behind the key of this number, or of this name and number. */
export interface Position {
  readonly number: number;
  /** Only in lists by name. */
  readonly nameLower?: string;
}

/** Negative when `a` comes first. */
export function compareKeys(sort: KeySort, a: Position, b: Position): number {
  switch (sort) {
    case "-created_at":
      return b.number - a.number;
    case "created_at":
      return a.number - b.number;
    case "name":
      return Buffer.compare(bytes(a), bytes(b)) || a.number - b.number;
  }
}

/** The position of a key in lists of this sort. */
export function positionOf(sort: KeySort, { number, nameLower }: KeyRecord): Position {
  return sort === "name" ? { number, nameLower } : { number };
}

function bytes({ nameLower = "" }: Position): Buffer {
  return Buffer.from(nameLower);
}
