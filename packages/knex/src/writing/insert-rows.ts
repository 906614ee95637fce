import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import type { SqlValue } from "../records/column.js";
import { ROWS_AT_ONCE, type InsertText } from "./insert-text.js";

/** A row that is to be inserted; all of one table have the same columns in the same order. */
export type NewRow = Readonly<Record<string, SqlValue>>;

/** Inserts all rows into one of our tables, in their order. */
export async function insertRows(
  session: Session,
  insertText: InsertText,
  table: string,
  rows: readonly NewRow[],
): Promise<void> {
  for (const some of chunksOf(rows, ROWS_AT_ONCE)) {
    const { sql, values } = insertOf(insertText, table, some);
    await session.runSql(sql, values);
  }
}

/** One statement for these rows, of which there is at least one. */
export function insertOf(insertText: InsertText, table: string, rows: readonly NewRow[]) {
  const columns = Object.keys(rows[0] ?? {});
  return { sql: insertText(table, columns, rows.length), values: rows.flatMap((row) => Object.values(row)) };
}
