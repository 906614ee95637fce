import type { Knex } from "knex";

import type { SqlValue } from "../records/column.js";
import type { StoreContext } from "../store-context.js";

/** A way through a table in the order of one of its indexes. */
export interface IndexWalk {
  readonly table: string;
  /** The columns of the index. */
  readonly index: readonly string[];
  /** Those of them, the first ones, that have one value; null stands for IS NULL. */
  readonly constants: Readonly<Record<string, string | boolean | null>>;
  /** Where the next column of the index begins and ends. */
  readonly range?: Range;
  readonly direction: "asc" | "desc";
}

export interface Range {
  readonly above?: readonly [">" | ">=", SqlValue];
  readonly below?: readonly ["<" | "<=", SqlValue];
}

/**
 * Walks exactly the index made for a place and an order. Left to themselves, planners take another one where they
 * think a filter cheap, and then read through the rows of everybody else.
 */
export function walkIndex(context: StoreContext, walk: IndexWalk): Knex.QueryBuilder {
  const { table, index, constants, direction } = walk;
  const { sortsByConstants, hidesConstants } = context.dialect.scans;
  const sorted = sortsByConstants ? index : index.filter((column) => !(column in constants));
  const query = context
    .fromIndex(table, index)
    .orderBy(sorted.map((column) => ({ column, order: direction })));
  return hidesConstants ? withoutConstants(query, walk) : withConstants(query, walk);
}

/** The range behind the position that a walk in this direction has come to. */
export function behind(direction: IndexWalk["direction"], position: SqlValue | undefined): Range {
  if (position === undefined) return {};
  return direction === "asc" ? { above: [">", position] } : { below: ["<", position] };
}

function withConstants(query: Knex.QueryBuilder, walk: IndexWalk): Knex.QueryBuilder {
  return within(query.where(walk.constants), nextColumn(walk), walk.range);
}

/**
 * The same in words in which the planner finds no constant. Where it does, it knows that the order of the other columns
 * is enough, and takes the index of those: through the rows of everybody else, until it has found a page.
 */
function withoutConstants(query: Knex.QueryBuilder, walk: IndexWalk): Knex.QueryBuilder {
  const { index, constants, range = {}, direction } = walk;
  const column = nextColumn(walk);
  const place = index.flatMap((name) =>
    name in constants ? [[name, constants[name] ?? null] as const] : [],
  );
  const position = column === index.at(-1) ? (range.above ?? range.below) : undefined;
  const last = place.at(-1);
  if (position === undefined || last === undefined || last[1] === null)
    return within(place.reduce(isAlike, query), column, range);

  // A number is unique, and has an index of its own that the planner must not take either.
  const [operator, number] = position;
  const [name, value] = last;
  return place
    .slice(0, -1)
    .reduce(isAlike, query)
    .whereRaw(`(??, ??) ${operator} (?, ?)`, [name, column, value, number])
    .where(name, direction === "asc" ? "<=" : ">=", value);
}

/** Without a wildcard LIKE walks an index as `=` does, and from it the planner concludes nothing about the order. */
function isAlike(
  query: Knex.QueryBuilder,
  [column, value]: readonly [string, string | boolean | null],
): Knex.QueryBuilder {
  return typeof value === "string"
    ? query.whereRaw("?? like ?", [column, value.replace(/[\\%_]/g, "\\$&")])
    : query.where(column, value);
}

function within(query: Knex.QueryBuilder, column: string, { above, below }: Range = {}): Knex.QueryBuilder {
  if (above !== undefined) query.where(column, ...above);
  if (below !== undefined) query.where(column, ...below);
  return query;
}

/** The first column that has more than one value. */
function nextColumn({ index, constants }: IndexWalk): string {
  return index.find((column) => !(column in constants)) ?? "";
}
