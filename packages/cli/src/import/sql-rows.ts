import { isDeepStrictEqual } from "node:util";

import type { Knex } from "knex";

import { CliError } from "../cli-error.js";
import type { SourceRow } from "./source-row.js";

/** A table, or what a SELECT gives, that is read in the order of a unique column. */
export interface SqlSource {
  readonly table?: string | undefined;
  readonly query?: string | undefined;
  readonly by: string;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads page by page, because a stream would hold the connection, and on SQLite the file, that the keys are written to.
 */
export async function* sqlRows(db: Knex, source: SqlSource, size: number): AsyncGenerator<SourceRow> {
  let line = 0;
  for (let after: unknown; ;) {
    // One more than is used, to see that the column tells it from the last.
    const rows = await pageOf(db, source, after, size + 1);
    requireUnique(rows, source.by);
    for (const values of rows.slice(0, size)) yield { line: ++line, values };
    if (rows.length <= size) return;
    after = rows[size - 1]?.[source.by];
  }
}

/** How many rows there are. */
export async function countRows(db: Knex, source: SqlSource): Promise<number> {
  const [row] = await from(db, source).count<readonly { readonly held: unknown }[]>({ held: "*" });
  return Number(row?.held);
}

async function pageOf(db: Knex, source: SqlSource, after: unknown, limit: number): Promise<readonly Row[]> {
  const rows = from(db, source).select("*").orderBy(source.by).limit(limit);
  if (after !== undefined) void rows.where(source.by, ">", after);
  return (await rows) as readonly Row[];
}

function from(db: Knex, { table, query = "" }: SqlSource): Knex.QueryBuilder {
  if (table !== undefined) return db.from(table);
  return db.from(db.raw(`(${query.replace(/;\s*$/, "")}) as source`));
}

function requireUnique(rows: readonly Row[], by: string): void {
  const values = rows.map((row) => row[by]);
  const [first] = rows;
  if (first !== undefined && !Object.hasOwn(first, by)) throw notUnique(`There is no column ${by}.`);
  const isTwice = (value: unknown, index: number) => index > 0 && isDeepStrictEqual(value, values[index - 1]);
  if (values.some((value, index) => value === null || isTwice(value, index)))
    throw notUnique(`The column ${by} is empty in some rows, or the same in two.`);
}

function notUnique(message: string): CliError {
  return new CliError("usage", message, "Name a unique column with --by: rows are read in its order.");
}
