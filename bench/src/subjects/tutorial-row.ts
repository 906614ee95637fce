import type { Knex } from "knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";

/** What all tutorials keep beside whatever they look a key up by. */
export interface TutorialRow {
  readonly id: number;
  readonly user_id: number;
  /** A number where the database has no booleans. */
  readonly enabled: boolean | number;
  /** A number where the database has no dates. */
  readonly expires_at: Date | number | null;
}

/** Rows of one insert: SQLite takes no more than 500 of them. */
export const ROWS_AT_ONCE = 250;
const DAY_MS = 86_400_000;

/** Makes the table, with what a key is looked up by, and a key of each of these, enabled and of another user each. */
export async function fillTutorialTable(
  database: BenchDatabase,
  lookup: (table: Knex.CreateTableBuilder) => void,
  keys: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const db = openDatabase(database);
  await db.schema.createTable("api_keys", (table) => {
    table.increments("id");
    table.integer("user_id").notNullable();
    lookup(table);
    table.boolean("enabled").notNullable().defaultTo(true);
    table.dateTime("expires_at");
  });
  const expires_at = new Date(Date.now() + DAY_MS);
  const rows = keys.map((key, user_id) => ({ user_id, ...key, enabled: true, expires_at }));
  await db.batchInsert("api_keys", rows, ROWS_AT_ONCE);
  await db.destroy();
}

export function isUsable({ enabled, expires_at }: TutorialRow): boolean {
  return Boolean(enabled) && (expires_at === null || new Date(expires_at) > new Date());
}
