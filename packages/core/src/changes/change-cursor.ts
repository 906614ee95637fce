import type { Seal } from "../digests/seal.js";
import { openCursor } from "../listing/cursor.js";
import type { ListChanges } from "./change-query.js";

/** The seq where a page ended, sealed and bound to its filter: how much is written is not its reader's business. */
export function writeChangeCursor(seal: Seal, query: ListChanges, seq: number): string {
  return seal.seal(String(seq), filterOf(query));
}

/** The seq in a cursor; `invalid_cursor` when it is not one of ours, or of another filter. */
export function readChangeCursor(seal: Seal, query: ListChanges): number | undefined {
  return query.cursor === undefined ? undefined : Number(openCursor(seal, query.cursor, filterOf(query)));
}

/** No cursor of another list is bound to the like. */
function filterOf({ keyId, actorId, action, from, to }: ListChanges): string {
  return JSON.stringify({ changes: [keyId, actorId, action, from, to] });
}
