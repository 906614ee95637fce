import type { Knex } from "knex";

import type { SqlValue } from "../records/column.js";
import type { StoreContext } from "../store-context.js";
import { walkIndex } from "./walk-index.js";

/** The rows in which one column has one value, in the order of another, behind a position. */
export interface PlaceWalk {
  readonly table: string;
  readonly column: string;
  readonly value: string | null;
  /** The column of the order; the index is over both. */
  readonly by: string;
  readonly direction: "asc" | "desc";
  readonly after?: SqlValue | undefined;
}

/** Walks the index over a place and its order. */
export function walkPlace(context: StoreContext, walk: PlaceWalk): Knex.QueryBuilder {
  const { table, column, value, by, direction, after } = walk;
  if (value !== null && context.dialect.scans.hidesConstants) return walkRange(context, { ...walk, value });

  const constants = { [column]: value };
  const query = walkIndex(context, { table, index: [column, by], constants, direction });
  return after === undefined ? query : query.where(by, direction === "asc" ? ">" : "<", after);
}

/**
 * The same as a range from one value to the same one. A planner that sees a constant knows that the order of the other
 * column is enough, and takes the index of that: through the rows of everybody else, until it has found a page.
 */
function walkRange(
  context: StoreContext,
  { table, column, value, by, direction, after }: PlaceWalk & { readonly value: string },
): Knex.QueryBuilder {
  const query = context
    .fromIndex(table, [column, by])
    .orderBy([column, by].map((name) => ({ column: name, order: direction })));
  if (after === undefined) return query.where(column, ">=", value).where(column, "<=", value);
  const [ahead, end] = direction === "asc" ? [">", "<="] : ["<", ">="];
  return query.whereRaw(`(??, ??) ${ahead} (?, ?)`, [column, by, value, after]).where(column, end, value);
}
