import { LatchkeyError } from "../latchkey-error.js";
import type { ListKeys } from "../keys/list-input.js";
import type { Seal } from "../digests/seal.js";
import type { Position } from "./key-order.js";

/**
 * A cursor is the position where a page ended, sealed and bound to its filter and sort. It is sealed because a page
 * that runs out of rows to examine may end at a key that its reader may not see, and the position holds a name.
 */
export function writeCursor(seal: Seal, query: ListKeys, { number, nameLower }: Position): string {
  return seal.seal(JSON.stringify([number, nameLower]), filterOf(query));
}

/** The position in a cursor; `invalid_cursor` when it is not one of ours, or of another filter or sort. */
export function readCursor(seal: Seal, query: ListKeys): Position | undefined {
  if (query.cursor === undefined) return undefined;
  const text = openCursor(seal, query.cursor, filterOf(query));
  const [number, nameLower] = JSON.parse(text) as [number, string | null];
  return { number, ...(nameLower === null ? {} : { nameLower }) };
}

/** The text in a cursor; `invalid_cursor` when it is not one of ours, or bound to something else. */
export function openCursor(seal: Seal, cursor: string, bound: string): string {
  const text = cursor.length > LONGEST ? null : seal.open(cursor, bound);
  if (text !== null) return text;
  throw new LatchkeyError("invalid_cursor", "The cursor does not belong to this list; begin without one.");
}

/** Longer than any cursor we write. */
const LONGEST = 4096;

function filterOf({ orgId, projectId, ownerId, role, status, q, sort }: ListKeys): string {
  return JSON.stringify([orgId, projectId, ownerId, role, status, q, sort]);
}
