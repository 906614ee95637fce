import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDatabase } from "../../src/database/open-database.js";

type Engine = "sqlite" | "mysql" | "postgres";

/** Makes a new, empty database and gives its `DATABASE_URL`; it is dropped when the test file has ended. */
export type CreateDatabase = () => Promise<string>;

const drops: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

/** Runs a suite on each engine; one whose server does not answer is skipped, and in CI that fails before. */
export function onEveryDatabase(suite: (create: CreateDatabase) => void): void {
  const reachable = ["sqlite", ...(process.env.LATCHKEY_TEST_REACHABLE ?? "").split(",")];
  for (const [engine, create] of Object.entries(CREATE)) {
    (reachable.includes(engine) ? describe : describe.skip)(`on ${engine}`, () => suite(create));
  }
}

export async function createSqlite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-server-"));
  drops.push(() => rmSync(folder, { recursive: true }));
  return `sqlite:${join(folder, "test.sqlite")}`;
}

const CREATE: Readonly<Record<Engine, CreateDatabase>> = {
  sqlite: createSqlite,
  mysql: () => createOn("mysql", process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306/mysql"),
  postgres: () =>
    createOn("postgres", process.env.TEST_PG_URL || "postgres://postgres@127.0.0.1:5432/postgres"),
};
const FORCE = { mysql: "", postgres: " with (force)" };

async function createOn(engine: "mysql" | "postgres", server: string): Promise<string> {
  const name = `latchkey_server_${randomBytes(6).toString("hex")}`;
  await inServer(engine, server, `create database ${name}`);
  drops.push(() => inServer(engine, server, `drop database ${name}${FORCE[engine]}`));
  return Object.assign(new URL(server), { pathname: name }).toString();
}

async function inServer(engine: "mysql" | "postgres", url: string, statement: string): Promise<void> {
  const db = openDatabase({ engine, url });
  try {
    await db.raw(statement);
  } finally {
    await db.destroy();
  }
}
