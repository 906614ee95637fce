import type { Knex } from "knex";

import { plainClient } from "./connection/plain-client.js";
import { dialectOf } from "./dialects/dialect-of.js";
import type { Connection, Dialect, RunSql } from "./dialects/dialect.js";
import { migrationSource } from "./migrations/migration-source.js";
import { tablePrefixOf, type StoreOptions } from "./store-options.js";

/**
 * Makes the store's tables, or brings them up to date; call it at every start, before the store is used. Several
 * processes may do so at once: one works, the others wait. A process that dies in the middle leaves nothing that the
 * next call does not finish. Rejects with what the database said.
 *
 * @example
 * await migrate(db, { tablePrefix: "latchkey_" });
 */
export async function migrate(db: Knex, options: StoreOptions = {}): Promise<void> {
  const tablePrefix = tablePrefixOf("migrate", options);
  const client = plainClient("migrate", db);
  const dialect = dialectOf(client);
  const connection = (await client.acquireConnection()) as Connection;
  try {
    await locked(client, dialect, connection, tablePrefix, async (runSql) => {
      const syntax = await dialect.migrations.tableSyntax(runSql);
      const quote = (name: string) => String(client.wrapIdentifier(name, undefined));
      await runMigrations(knexOn(db, client, connection, dialect), {
        tableName: `${tablePrefix}migrations`,
        // An older release must go on starting beside a newer one.
        disableMigrationsListValidation: true,
        migrationSource: migrationSource({ tablePrefix, syntax, quote }),
      });
    });
  } finally {
    client.releaseConnection(connection);
  }
}

/** Holds the lock that keeps other processes from migrating, while `work` runs. */
async function locked(
  client: Knex.Client,
  dialect: Dialect,
  connection: Connection,
  tablePrefix: string,
  work: (runSql: RunSql) => Promise<void>,
): Promise<void> {
  const { lock, unlock, abandon } = dialect.migrations;
  const runSql: RunSql = async (sql, bindings = []) =>
    (client.raw(sql, bindings) as Knex.Raw).connection(connection);
  try {
    await lock(runSql, tablePrefix);
    await work(runSql);
    await unlock(runSql, tablePrefix);
  } catch (error) {
    await abandon(runSql, tablePrefix).catch(() => dialect.sever(connection));
    throw error;
  }
}

/**
 * A knex that does everything on the connection that holds the lock, so that a pool of one is enough and losing the
 * connection loses the lock with it.
 */
function knexOn(db: Knex, client: Knex.Client, connection: Connection, dialect: Dialect): Knex {
  const pinned = db.withUserParams({});
  pinned.client = Object.assign(Object.create(client) as Knex.Client, {
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    // Within our own transaction knex's are savepoints.
    transacting: dialect.migrations.transactional,
    logger: { debug() {}, deprecate() {}, error() {}, info() {}, warn() {} },
  });
  return pinned;
}

/** Runs what has not been run. Knex's own mark of a running migration is left by a process that died: we have the lock. */
async function runMigrations(db: Knex, config: Knex.MigratorConfig): Promise<void> {
  try {
    await db.migrate.latest(config);
  } catch (error) {
    if ((error as Error).name !== "MigrationLocked") throw error;
    await db.migrate.forceFreeMigrationsLock(config);
    await db.migrate.latest(config);
  }
}
