import knexPkg, { type Knex } from "knex";

/** Runs one statement on a connection of its own. */
export async function runStatement(config: Knex.Config, sql: string): Promise<void> {
  const db = knexPkg.knex({ ...config, log: SILENT, pool: { min: 0, max: 1 } });
  try {
    await db.raw(sql).timeout(2_000);
  } finally {
    await db.destroy();
  }
}

/** A server that is starting refuses; who waits for it knows. */
const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };
