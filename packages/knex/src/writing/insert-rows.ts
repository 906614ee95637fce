import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import type { SqlValue } from "../records/column.js";
import type { StoreContext } from "../store-context.js";

/**
 * Rows inserted by one statement. Databases have limits for its values, 32,766 on SQLite and 65,535 on PostgreSQL, for
 * its bytes on MySQL, and SQLite for the rows themselves, 500.
 */
export const ROWS_AT_ONCE = 100;

/** Inserts all rows into one of our tables, in their order. */
export async function insertRows(
  context: StoreContext,
  session: Session,
  table: string,
  rows: readonly Readonly<Record<string, SqlValue>>[],
): Promise<void> {
  for (const some of chunksOf(rows, ROWS_AT_ONCE)) await session.run(context.from(table).insert(some));
}
