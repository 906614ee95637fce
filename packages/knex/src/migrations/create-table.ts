import type { TableSyntax } from "../dialects/dialect.js";
import { indexName } from "../index-name.js";
import type { ColumnDefinition, TableDefinition } from "./table-definition.js";

/** Where tables are made. */
export interface SchemaTarget {
  readonly tablePrefix: string;
  readonly syntax: TableSyntax;
  /** Writes a name so that the database takes it for one. */
  quote(this: void, name: string): string;
}

/** The statements that make a table and its indexes; each does nothing where it has been done. */
export function createTable(table: TableDefinition, target: SchemaTarget): readonly string[] {
  const { quote, syntax } = target;
  const tableName = quote(target.tablePrefix + table.name);
  const indexes = indexesOf(table, target);
  const lines = [
    ...Object.entries(table.columns).map(([name, column]) => `${quote(name)} ${columnType(column, syntax)}`),
    `primary key (${table.primaryKey.map(quote).join(", ")})`,
  ];
  // One statement where each commits, so that a table is never there without its indexes.
  if (syntax.inlineIndexes)
    lines.push(...indexes.map(({ kind, name, columns }) => `${kind} ${name} (${columns})`));
  const create = `create table if not exists ${tableName} (${lines.join(", ")})${syntax.tableOptions}`;
  if (syntax.inlineIndexes) return [create];
  return [
    create,
    ...indexes.map(
      ({ kind, name, columns }) => `create ${kind} if not exists ${name} on ${tableName} (${columns})`,
    ),
  ];
}

function indexesOf(
  { name, unique = [], indexes = [] }: TableDefinition,
  { quote, tablePrefix }: SchemaTarget,
) {
  const named = (kind: string) => (columns: readonly string[]) => ({
    kind,
    name: quote(indexName(tablePrefix + name, columns)),
    columns: columns.map(quote).join(", "),
  });
  return [...unique.map(named("unique index")), ...indexes.map(named("index"))];
}

/** A column's type in the words of one database. */
export function columnType({ type, nullable }: ColumnDefinition, syntax: TableSyntax): string {
  const name = typeof type === "object" ? syntax.text(type.text) : syntax[type];
  return nullable ? name : `${name} not null`;
}
