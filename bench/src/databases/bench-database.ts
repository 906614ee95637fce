import { rmSync } from "node:fs";
import { join } from "node:path";

import knexPkg, { type Knex } from "knex";

export type Engine = "sqlite" | "mariadb" | "postgres";

/** Names a database; plain data, so that it can be told to another process. */
export interface BenchDatabase {
  readonly engine: Engine;
  /** Of one database server or folder, unique. Lower case letters, digits and `_`. */
  readonly name: string;
  /** A folder for files of this run. */
  readonly folder: string;
}

const MYSQL = process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306";
const POSTGRES = process.env.TEST_PG_URL || "postgres://postgres@127.0.0.1:5432";

/** What an application would give knex for it. */
export function knexConfig({ engine, name, folder }: BenchDatabase): Knex.Config {
  switch (engine) {
    case "sqlite":
      return {
        client: "better-sqlite3",
        connection: { filename: join(folder, `${name}.sqlite`) },
        useNullAsDefault: true,
        pool: {
          min: 1,
          max: 1,
          afterCreate(connection: { pragma(text: string): void }, done: () => void) {
            connection.pragma("journal_mode = WAL");
            connection.pragma("synchronous = FULL");
            done();
          },
        },
      };
    case "mariadb":
      return { client: "mysql2", connection: addressOf(MYSQL, name), pool: { min: 0, max: 10 } };
    case "postgres":
      return { client: "pg", connection: addressOf(POSTGRES, name), pool: { min: 0, max: 10 } };
  }
}

/** The same database through knex. */
export function openDatabase(database: BenchDatabase): Knex {
  return knexPkg.knex(knexConfig(database));
}

/** Makes it anew and empty. */
export async function createDatabase(database: BenchDatabase): Promise<void> {
  await dropDatabase(database);
  const { engine, name } = database;
  if (engine === "mariadb") await atServer(database, `create database ${name} character set utf8mb4`);
  if (engine === "postgres") await atServer(database, `create database ${name}`);
}

export async function dropDatabase(database: BenchDatabase): Promise<void> {
  const { engine, name, folder } = database;
  if (engine !== "sqlite") return atServer(database, `drop database if exists ${name}`);
  for (const ending of ["", "-wal", "-shm"]) rmSync(join(folder, `${name}.sqlite${ending}`), { force: true });
}

async function atServer({ engine }: BenchDatabase, sql: string): Promise<void> {
  const connection = engine === "mariadb" ? addressOf(MYSQL, undefined) : addressOf(POSTGRES, "postgres");
  const db = knexPkg.knex({ client: engine === "mariadb" ? "mysql2" : "pg", connection });
  try {
    await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

function addressOf(url: string, name: string | undefined) {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
    user: decodeURIComponent(username) || (url.startsWith("mysql") ? "root" : "postgres"),
    password: decodeURIComponent(password),
    ...(name !== undefined && { database: name }),
  };
}
