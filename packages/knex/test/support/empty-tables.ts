import type { Knex } from "knex";

/** Takes everything out of the store's tables, and puts the head back to zero. */
export async function emptyTables(db: Knex, tablePrefix = "latchkey_"): Promise<void> {
  for (const table of ["keys", "roles", "changes", "usage", "last_used"])
    await db(`${tablePrefix}${table}`).del();
  await db(`${tablePrefix}head`).update({ last_seq: 0, last_hash: "", last_number: 0 });
}
