import type { Knex } from "knex";

import type { StoreContext } from "../store-context.js";

/** A way through a table in the order of one of its indexes. */
export interface IndexWalk {
  readonly table: string;
  /** The columns of the index. */
  readonly index: readonly string[];
  /** Those of them that have one value; null stands for IS NULL. */
  readonly constants: Readonly<Record<string, string | boolean | null>>;
  readonly direction: "asc" | "desc";
}

/**
 * Walks exactly the index made for a place and an order. Left to themselves, planners take another one where they
 * think a filter cheap, and then read through the rows of everybody else.
 */
export function walkIndex(context: StoreContext, walk: IndexWalk): Knex.QueryBuilder {
  const { table, index, constants, direction } = walk;
  const { sortsByConstants } = context.dialect.scans;
  const sorted = sortsByConstants ? index : index.filter((column) => !(column in constants));
  return context
    .fromIndex(table, index)
    .where(constants)
    .orderBy(sorted.map((column) => ({ column, order: direction })));
}
