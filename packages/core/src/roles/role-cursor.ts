import type { Seal } from "../digests/seal.js";
import { openCursor } from "../listing/cursor.js";
import type { ListRoles } from "./roles-api.js";

/** The id of the last role examined, sealed: it may be of a role that the reader may not see. */
export function writeRoleCursor(seal: Seal, query: ListRoles, after: string): string {
  return seal.seal(after, filterOf(query));
}

/** The id in a cursor; `invalid_cursor` when it is not one of ours, or of another filter. */
export function readRoleCursor(seal: Seal, query: ListRoles): string | undefined {
  return query.cursor === undefined ? undefined : openCursor(seal, query.cursor, filterOf(query));
}

/** No cursor of another list is bound to the like. */
function filterOf({ orgId }: ListRoles): string {
  return JSON.stringify({ roles: orgId ?? null });
}
