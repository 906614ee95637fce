import { setTimeout as delay } from "node:timers/promises";

import type { Knex } from "knex";

type Build = (table: Knex.CreateTableBuilder) => void;

/** What an example keeps beside Latchkey's tables. */
export interface OwnTables {
  /** By their names, in the order in which they are made. */
  readonly tables: Readonly<Record<string, Build>>;
  /** Columns that came later, by `table.column`: their table and what they are. */
  readonly columns?: Readonly<Record<string, { readonly table: string; readonly build: Build }>>;
}

const PAUSE_MS = 250;
const ATTEMPTS = 120;
const ATTEMPTS_OF_A_LIVING_PROCESS = 30;

/** Makes the tables and columns that are not there yet, each as a migration that knex remembers in `app_migrations`. */
export async function migrateTables(db: Knex, own: OwnTables): Promise<void> {
  const config = { migrationSource: migrationsFor(own), tableName: "app_migrations" };
  // Of processes that start together one migrates; knex refuses the others, which ask again. One that was killed
  // half-way never opens knex's lock, so that it is opened for it; a table it has made is not made twice.
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1) await removeSurplusLocks(db, `${config.tableName}_lock`);
      await db.migrate.latest(config);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      if (attempt === ATTEMPTS_OF_A_LIVING_PROCESS) await db.migrate.forceFreeMigrationsLock(config);
      await delay(PAUSE_MS);
    }
  }
}

/**
 * The lock is a row, and processes that start together can each add one; knex then takes it to be locked for ever, and
 * opening it by force, which is done by all of them as well, can add several again.
 */
async function removeSurplusLocks(db: Knex, table: string): Promise<void> {
  if (!(await db.schema.hasTable(table))) return;
  const [first = 0] = await db(table).orderBy("index").pluck<number[]>("index");
  await db(table).where("index", ">", first).delete();
}

function migrationsFor({ tables, columns = {} }: OwnTables): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => [...Object.keys(tables), ...Object.keys(columns)],
    getMigrationName: (name) => name,
    getMigration: async (name) => ({
      async up(db) {
        const build = tables[name];
        const column = columns[name];
        if (build) await makeTable(db, name, build);
        if (column) await addColumn(db, name, column);
      },
      // knex wants one; nothing here goes back.
      down: async () => {},
    }),
  };
}

async function makeTable(db: Knex, name: string, build: Build): Promise<void> {
  if (await db.schema.hasTable(name)) return;
  await db.schema.createTable(name, (table) => {
    if (isMysql(db)) compareByteForByte(table);
    build(table);
  });
}

async function addColumn(
  db: Knex,
  name: string,
  { table, build }: { readonly table: string; readonly build: Build },
): Promise<void> {
  if (await db.schema.hasColumn(table, name.slice(table.length + 1))) return;
  await db.schema.alterTable(table, build);
}

function isMysql(db: Knex): boolean {
  return (db.client as Knex.Client).config.client === "mysql2";
}

/** MySQL's own choice would give organization `ACME` what belongs to `acme`. */
function compareByteForByte(table: Knex.CreateTableBuilder): void {
  table.charset("utf8mb4");
  table.collate("utf8mb4_bin");
}
