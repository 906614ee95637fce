import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import knexPkg, { type Knex } from "knex";

import { isTested, urlOf, type ServerName } from "./servers.js";

/** A database of one test file, made before its tests and dropped behind them. */
export interface TestDatabase {
  readonly engine: Engine;
  /** What `DATABASE_URL` is set to. */
  url(): string;
  /** A knex on it, destroyed behind the tests. */
  open(): Knex;
}

export type Engine = "sqlite" | ServerName;

interface Made {
  readonly url: string;
  readonly config: Knex.Config;
  drop(): Promise<void>;
}

const MAKERS: Readonly<Record<Engine, () => Promise<Made>>> = {
  sqlite: makeSqlite,
  mysql: () => makeOnServer("mysql", "mysql2", ""),
  postgres: () => makeOnServer("postgres", "pg", " with (force)"),
};

/** Describes the same behaviour on each of the databases, or on those named. */
export function describeOnEach(
  title: string,
  define: (database: TestDatabase) => void,
  engines: readonly Engine[] = ["sqlite", "mysql", "postgres"],
): void {
  for (const engine of engines) {
    const describeIt = engine === "sqlite" || isTested(engine) ? describe : describe.skip;
    describeIt(`${title} on ${engine}`, () => define(databaseOf(engine)));
  }
}

function databaseOf(engine: Engine): TestDatabase {
  const opened: Knex[] = [];
  let made: Made | undefined;
  beforeAll(async () => {
    made = await MAKERS[engine]();
  });
  afterAll(async () => {
    await Promise.all(opened.map((db) => db.destroy()));
    await made?.drop();
  });
  const there = () => {
    if (made === undefined) throw new Error("the database is there from beforeAll on");
    return made;
  };
  return {
    engine,
    url: () => there().url,
    open() {
      const db = knexPkg.knex({ ...there().config, log: SILENT });
      opened.push(db);
      return db;
    },
  };
}

const SILENT = { debug() {}, deprecate() {}, error() {}, warn() {} };

async function makeSqlite(): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
  const filename = join(folder, "test.sqlite");
  writeFileSync(filename, "");
  return {
    url: filename,
    config: {
      client: "better-sqlite3",
      connection: { filename },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    },
    drop: async () => rmSync(folder, { recursive: true }),
  };
}

async function makeOnServer(server: ServerName, client: string, force: string): Promise<Made> {
  const name = `latchkey_test_${randomBytes(8).toString("hex")}`;
  await administer(client, urlOf(server), `create database ${name}`);
  const url = new URL(urlOf(server));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    config: { client, connection: url.href, pool: { min: 0, max: 4 } },
    drop: () => administer(client, urlOf(server), `drop database ${name}${force}`),
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
