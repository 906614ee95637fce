import type { StoreContext } from "../store-context.js";
import { quoted } from "../quoted.js";

/**
 * Rows inserted by one statement. Databases have limits for its values, 32,766 on SQLite and 65,535 on PostgreSQL, for
 * its bytes on MySQL, and SQLite for the rows themselves, 500.
 */
export const ROWS_AT_ONCE = 100;

/** An INSERT of so many rows into one of our tables, which has these columns. */
export type InsertText = (table: string, columns: readonly string[], rows: number) => string;

/** Writes INSERTs, those of one row and of as many as can be at once only once: knex's builder costs more than they. */
export function insertTexts(context: StoreContext): InsertText {
  const remembered = new Map<string, string>();

  return function insertText(table, columns, rows) {
    const name = `${table} ${rows}`;
    const text = remembered.get(name) ?? written(context, table, columns, rows);
    if (rows === 1 || rows === ROWS_AT_ONCE) remembered.set(name, text);
    return text;
  };
}

function written(context: StoreContext, table: string, columns: readonly string[], rows: number): string {
  const names = columns.map((column) => quoted(context, column)).join(", ");
  const marks = `(${columns.map(() => "?").join(", ")})`;
  const into = quoted(context, context.tableName(table));
  return `insert into ${into} (${names}) values ${Array.from({ length: rows }, () => marks).join(", ")}`;
}
