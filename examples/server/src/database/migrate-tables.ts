import { setTimeout as delay } from "node:timers/promises";

import type { Knex } from "knex";

import type { DatabaseAddress } from "./database-address.js";
import { tables } from "./tables.js";

type Engine = DatabaseAddress["engine"];

const PAUSE_MS = 250;
const ATTEMPTS = 120;
const ATTEMPTS_OF_A_LIVING_PROCESS = 30;

/** Makes the tables that are not there yet, each as a migration that knex remembers in `app_migrations`. */
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
    getMigrations: async () => Object.keys(tables),
    getMigrationName: (name) => name,
    getMigration: async (name) => ({
      up: (db) => makeTable(db, engine, name),
      down: (db) => db.schema.dropTableIfExists(name),
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

/** MySQL's own choice would give organization `ACME` what belongs to `acme`. */
function compareByteForByte(table: Knex.CreateTableBuilder): void {
  table.charset("utf8mb4");
  table.collate("utf8mb4_bin");
}
