import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

import knexPkg, { type Knex } from "knex";

import type { DatabaseAddress } from "./database-address.js";

interface SqliteConnection {
  pragma(statement: string): unknown;
}
type Done = (error: Error | null, connection: unknown) => void;

/** What knex says of a failure comes as the error, too. */
const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };

/** Opens the database; nothing is asked of it yet. */
export function openDatabase(address: DatabaseAddress): Knex {
  return knexPkg.knex({
    ...(address.engine === "sqlite" ? sqlite(address.file) : server(address)),
    // Otherwise an error's message holds the statement's values, and with it a person's data.
    compileSqlOnError: false,
    acquireConnectionTimeout: 5_000,
    log: SILENT,
  });
}

function server({
  engine,
  url,
}: {
  readonly engine: "mysql" | "postgres";
  readonly url: string;
}): Knex.Config {
  return { client: engine === "mysql" ? "mysql2" : "pg", connection: url };
}

function sqlite(file: string): Knex.Config {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return {
    client: "better-sqlite3",
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: makeDurable },
  };
}

/** Readers beside one writer, and nothing that was acknowledged is lost with the power. */
function makeDurable(connection: SqliteConnection, done: Done): void {
  try {
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    done(null, connection);
  } catch (error) {
    done(error as Error, connection);
  }
}
