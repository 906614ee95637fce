import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import knexPkg, { type Knex } from "knex";

import { isTested, SERVERS } from "./servers.js";

/** A database of one test file, made before its tests and dropped behind them. */
export interface TestDatabase {
  readonly engine: Engine;
  /** A new knex on the database, destroyed behind the tests; `overrides` go over its configuration. */
  open(overrides?: Knex.Config): Knex;
  /** The configuration that `open` uses. */
  config(): Knex.Config;
}

export type Engine = "sqlite" | "mysql" | "postgres";

const ENGINES: Record<Engine, { readonly title: string; readonly tested: boolean; make(): Promise<Made> }> = {
  sqlite: { title: "SQLite", tested: true, make: makeSqlite },
  mysql: { title: SERVERS.mysql.title, tested: isTested("mysql"), make: makeMysql },
  postgres: { title: SERVERS.postgres.title, tested: isTested("postgres"), make: makePostgres },
};

interface Made {
  readonly config: Knex.Config;
  drop(): Promise<void>;
}

/** Describes the same behaviour on each of the databases, or on those named. */
export function describeOnEach(
  title: string,
  define: (database: TestDatabase) => void,
  engines: readonly Engine[] = ["sqlite", "mysql", "postgres"],
): void {
  for (const engine of engines) {
    const { title: name, tested, make } = ENGINES[engine];
    const describeIt = tested ? describe : describe.skip;
    describeIt(`${title} on ${name}`, () => define(databaseOf(engine, make)));
  }
}

function databaseOf(engine: Engine, make: () => Promise<Made>): TestDatabase {
  const opened: Knex[] = [];
  let made: Made | undefined;
  beforeAll(async () => {
    made = await make();
  });
  afterAll(async () => {
    await Promise.all(opened.map((db) => db.destroy()));
    await made?.drop();
  });
  const config = () => {
    if (made === undefined) throw new Error("the database is there from beforeAll on");
    return made.config;
  };
  return {
    engine,
    config,
    open(overrides = {}) {
      const db = knexPkg.knex({ ...config(), log: SILENT, ...overrides });
      opened.push(db);
      return db;
    },
  };
}

const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };

async function makeSqlite(): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-test-"));
  return {
    config: {
      client: "better-sqlite3",
      connection: { filename: join(folder, "test.sqlite") },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

async function makeMysql(): Promise<Made> {
  return makeOnServer("mysql2", SERVERS.mysql.url, (name) => `drop database ${name}`);
}

async function makePostgres(): Promise<Made> {
  // Connections that a test has cut may not have ended yet.
  return makeOnServer("pg", SERVERS.postgres.url, (name) => `drop database ${name} with (force)`);
}

async function makeOnServer(client: string, server: URL, drop: (name: string) => string): Promise<Made> {
  const name = `latchkey_test_${randomBytes(8).toString("hex")}`;
  await administer(client, server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    config: { client, connection: url.href, pool: { min: 0, max: 10 } },
    drop: () => administer(client, server, drop(name)),
  };
}

async function administer(client: string, server: URL, statement: string): Promise<void> {
  const db = knexPkg.knex({ client, connection: server.href, pool: { min: 0, max: 1 }, log: SILENT });
  try {
    await db.raw(statement);
  } finally {
    await db.destroy();
  }
}
