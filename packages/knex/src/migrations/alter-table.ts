import type { Knex } from "knex";

import { indexName } from "../index-name.js";
import { columnType, type SchemaTarget } from "./create-table.js";
import type { ColumnDefinition } from "./table-definition.js";

/** A column that was added to a table after its first release. */
export interface AddedColumn {
  readonly table: string;
  readonly name: string;
  /** It can be null, so that releases that do not know it go on writing. */
  readonly column: ColumnDefinition;
}

/** An index that was added to a table after its first release. */
export interface AddedIndex {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The statement that adds a column. */
export function columnAddition(
  { tablePrefix, syntax, quote }: SchemaTarget,
  { table, name, column }: AddedColumn,
): string {
  return `alter table ${quote(tablePrefix + table)} add column ${quote(name)} ${columnType(column, syntax)}`;
}

/** Adds a column, or does nothing where it has been done. */
export async function addColumn(db: Knex, target: SchemaTarget, added: AddedColumn): Promise<void> {
  if (await db.schema.hasColumn(target.tablePrefix + added.table, added.name)) return;
  await db.raw(columnAddition(target, added));
}

/** The statement that adds an index. MySQL, unlike MariaDB, has no `if not exists` for it. */
export function indexAddition(
  { tablePrefix, syntax, quote }: SchemaTarget,
  { table, columns }: AddedIndex,
): string {
  const tableName = tablePrefix + table;
  const name = quote(indexName(tableName, columns));
  const on = `${quote(tableName)} (${columns.map(quote).join(", ")})`;
  return syntax.inlineIndexes
    ? `create index ${name} on ${on}`
    : `create index if not exists ${name} on ${on}`;
}

/** Adds an index, or does nothing where it has been done. */
export async function addIndex(db: Knex, target: SchemaTarget, added: AddedIndex): Promise<void> {
  await db.raw(indexAddition(target, added)).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== "ER_DUP_KEYNAME") throw error;
  });
}
