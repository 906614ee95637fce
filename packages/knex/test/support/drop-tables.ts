import type { Knex } from "knex";

const TABLES = ["keys", "roles", "changes", "usage", "last_used", "head", "migrations", "migrations_lock"];

/** Takes the store's tables away, as far as there are any. */
export async function dropTables(db: Knex, tablePrefix = "latchkey_"): Promise<void> {
  for (const table of TABLES) await db.schema.dropTableIfExists(tablePrefix + table);
}
