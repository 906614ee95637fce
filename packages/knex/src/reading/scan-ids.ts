import type { KeyRecord, KeyScan } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { keyColumns, keyFromRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { prefixEnd } from "./prefix-end.js";

/** A scan for the beginning of ids. */
export type IdScan = Exclude<KeyScan, { readonly order: "name" }> & {
  readonly within: { readonly by: "id" };
};

/**
 * The keys whose ids begin with a prefix: a handful, found on the primary key. They are sorted here, because a
 * database asked to sort by number walks the index of numbers instead, through the whole table.
 */
export async function scanIds(
  context: StoreContext,
  session: Session,
  scan: IdScan,
): Promise<readonly KeyRecord[]> {
  const { prefix } = scan.within;
  const end = prefixEnd(prefix);
  const query = context.from("keys").select(keyColumns).where("id", ">=", prefix);
  const rows = await session.run(end === undefined ? query : query.where("id", "<", end));
  const sign = scan.order === "number-desc" ? -1 : 1;
  return (rows as readonly unknown[])
    .map(keyFromRow)
    .filter((key) => key.id.startsWith(prefix) && (key.revokedAt === null) === scan.live)
    .filter((key) => scan.after === undefined || (key.number - scan.after) * sign > 0)
    .sort((a, b) => (a.number - b.number) * sign)
    .slice(0, scan.limit);
}
