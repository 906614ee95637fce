import { createRequire } from "node:module";

import type { SqliteDatabase } from "kysely";
import { createPool, type Pool, type PoolOptions } from "mysql2/promise";

import { knexConfig, type BenchDatabase } from "../databases/bench-database.ts";

/** What is given to `betterAuth({ database })`, and how to end it. */
export interface BetterAuthDatabase {
  readonly database: SqliteDatabase | Pool;
  close(): Promise<void>;
}

interface BetterSqlite extends SqliteDatabase {
  pragma(text: string): unknown;
}

// The package has no types of its own.
const Sqlite = createRequire(import.meta.url)("better-sqlite3") as new (file: string) => BetterSqlite;

/** Opened as the pages of better-auth on SQLite and on MySQL say, the first with the journal that suits a server. */
export function openBetterAuthDatabase(where: BenchDatabase): BetterAuthDatabase {
  const { connection } = knexConfig(where);
  if (where.engine === "mariadb") {
    const pool = createPool({ ...(connection as PoolOptions), timezone: "Z" });
    return { database: pool, close: () => pool.end() };
  }
  if (where.engine !== "sqlite") throw new Error(`no better-auth was set up for ${where.engine}`);
  const database = new Sqlite((connection as { filename: string }).filename);
  database.pragma("journal_mode = WAL");
  // What the driver has without being told, where the journal is written ahead: no wait for the disk in each write.
  database.pragma("synchronous = NORMAL");
  return { database, close: async () => database.close() };
}
