import type { Knex } from "knex";

import { indexName } from "../index-name.js";
import { columnType, type SchemaTarget } from "./create-table.js";
import type { ColumnDefinition } from "./table-definition.js";

/** Adds a column that can be null, or does nothing where it has been done. Releases that do not know it go on writing. */
export async function addColumn(
  db: Knex,
  { tablePrefix, syntax, quote }: SchemaTarget,
  {
    table,
    name,
    column,
  }: { readonly table: string; readonly name: string; readonly column: ColumnDefinition },
): Promise<void> {
  const tableName = tablePrefix + table;
  if (await db.schema.hasColumn(tableName, name)) return;
  await db.raw(`alter table ${quote(tableName)} add column ${quote(name)} ${columnType(column, syntax)}`);
}

/** Adds an index, or does nothing where it has been done. */
export async function addIndex(
  db: Knex,
  { tablePrefix, syntax, quote }: SchemaTarget,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): Promise<void> {
  const tableName = tablePrefix + table;
  const name = quote(indexName(tableName, columns));
  const on = `${quote(tableName)} (${columns.map(quote).join(", ")})`;
  if (!syntax.inlineIndexes) {
    await db.raw(`create index if not exists ${name} on ${on}`);
    return;
  }
  // MySQL, unlike MariaDB, has no `if not exists` for it.
  await db.raw(`create index ${name} on ${on}`).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== "ER_DUP_KEYNAME") throw error;
  });
}
