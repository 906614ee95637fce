import type { ChangeRecord, ChangeScan } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { changeColumns, changeFromRow } from "../records/change-rows.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";
import { behind, walkIndex } from "./walk-index.js";

/** The leading column of an index that ends in the seq, and whose changes it holds. */
interface ChangePlace {
  readonly column: string;
  readonly value: string | null;
  holds(this: void, change: ChangeRecord): boolean;
}

/** The changes of a scan, in its order. Seqs are given under the head's lock, so what is committed has no gap. */
export async function scanChanges(
  context: StoreContext,
  session: Session,
  scan: ChangeScan,
): Promise<readonly ChangeRecord[]> {
  const place = placeOf(scan.within);
  if (place !== null && place.value !== null && !isKeepable(place.value)) return [];

  const query = walk(context, place, scan).select(changeColumns).limit(scan.limit);
  const rows = (await session.run(query)) as readonly unknown[];
  const found = rows.map(changeFromRow);
  // Once more, byte for byte: the table may have been given another collation by other hands.
  return place === null ? found : found.filter(place.holds);
}

/** All changes are walked on the primary key. */
function walk(context: StoreContext, place: ChangePlace | null, scan: ChangeScan): Knex.QueryBuilder {
  const direction = scan.order === "seq" ? "asc" : "desc";
  const after = scan.after === undefined ? undefined : integer.write(scan.after);
  if (place !== null) {
    const { column, value } = place;
    const [index, constants] = [[column, "seq"], { [column]: value }];
    return walkIndex(context, {
      table: "changes",
      index,
      constants,
      range: behind(direction, after),
      direction,
    });
  }
  const all = context.from("changes").orderBy("seq", direction);
  return after === undefined ? all : all.where("seq", direction === "asc" ? ">" : "<", after);
}

function placeOf(within: ChangeScan["within"]): ChangePlace | null {
  switch (within.by) {
    case "all":
      return null;
    case "target":
      return {
        column: "target",
        value: within.target,
        holds: ({ target }) => target === within.target,
      };
    case "actor":
      return {
        column: "actor_id",
        value: within.actor,
        holds: ({ actorId }) => actorId === within.actor,
      };
    case "org":
      return { column: "org_id", value: within.org, holds: ({ orgId }) => orgId === within.org };
  }
}
