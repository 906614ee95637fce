import { setTimeout as delay } from "node:timers/promises";

import type { Knex } from "knex";

import type { DatabaseAddress } from "./database-address.js";
import { columns, tables } from "./tables.js";

type Engine = DatabaseAddress["engine"];

const PAUSE_MS = 250;
const ATTEMPTS = 120;
const ATTEMPTS_OF_A_LIVING_PROCESS = 30;

/** Makes the tables and columns that are not there yet, each as a migration that knex remembers in `app_migrations`. */
export async function migrateTables(db: Knex, engine: Engine): Promise<void> {
  const config = { migrationSource: migrationsFor(engine), tableName: "app_migrations" };
  // Of processes that start together one migrates; knex refuses the others, which ask again. One that was killed
  // half-way never opens knex's lock, so that it is opened for it; a table it has made is not made twice.
  for (let attempt = 1; ; attempt++) {
    try {
      await db.migrate.latest(config);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      if (attempt === ATTEMPTS_OF_A_LIVING_PROCESS) await db.migrate.forceFreeMigrationsLock(config);
      await delay(PAUSE_MS);
    }
  }
}

function migrationsFor(engine: Engine): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => [...Object.keys(tables), ...Object.keys(columns)],
    getMigrationName: (name) => name,
    getMigration: async (name) => ({
      up: (db) => (name in columns ? addColumn(db, name) : makeTable(db, engine, name)),
      // knex wants one; nothing here goes back.
      down: async () => {},
    }),
  };
}

async function makeTable(db: Knex, engine: Engine, name: string): Promise<void> {
  if (await db.schema.hasTable(name)) return;
  await db.schema.createTable(name, (table) => {
    if (engine === "mysql") compareByteForByte(table);
    tables[name]?.(table);
  });
}

async function addColumn(db: Knex, name: string): Promise<void> {
  const { table = "", build = () => {} } = columns[name] ?? {};
  if (await db.schema.hasColumn(table, name.slice(table.length + 1))) return;
  await db.schema.alterTable(table, build);
}

/** MySQL's own choice would give organization `ACME` what belongs to `acme`. */
function compareByteForByte(table: Knex.CreateTableBuilder): void {
  table.charset("utf8mb4");
  table.collate("utf8mb4_bin");
}
