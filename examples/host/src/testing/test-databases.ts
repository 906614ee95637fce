import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDatabase } from "../database/open-database.js";
import { atTheEnd } from "./at-the-end.js";

type Engine = "mysql" | "postgres";

/** Makes a new, empty database and gives its `DATABASE_URL`; it is dropped when the test file has ended. */
export type CreateDatabase = () => Promise<string>;

type Suite = (create: CreateDatabase) => void;

/** Runs a suite on each engine; one whose server does not answer is skipped, and in CI that fails before. */
export function onEveryDatabase(suite: Suite): void {
  describe("on sqlite", () => suite(createSqlite));
  onEveryServer(suite);
}

/** The same, on the engines that several machines can share. */
export function onEveryServer(suite: Suite): void {
  for (const engine of ["mysql", "postgres"] as const)
    (isReachable(engine) ? describe : describe.skip)(`on ${engine}`, () => suite(CREATE[engine]));
}

/** Whether a server answers: `mysql`, `postgres`, `redis`. */
export function isReachable(server: string): boolean {
  return (process.env.LATCHKEY_TEST_REACHABLE ?? "").split(",").includes(server);
}

export async function createSqlite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-example-"));
  atTheEnd(() => rmSync(folder, { recursive: true }));
  return `sqlite:${join(folder, "test.sqlite")}`;
}

const CREATE: Readonly<Record<Engine, CreateDatabase>> = {
  mysql: () => createOn("mysql", process.env.TEST_MYSQL_URL || "mysql://root@127.0.0.1:3306/mysql"),
  postgres: () =>
    createOn("postgres", process.env.TEST_PG_URL || "postgres://postgres@127.0.0.1:5432/postgres"),
};
/** On MariaDB or MySQL. */
export const createMysql: CreateDatabase = () => CREATE.mysql();

const FORCE = { mysql: "", postgres: " with (force)" };

async function createOn(engine: Engine, server: string): Promise<string> {
  const name = `latchkey_example_${randomBytes(6).toString("hex")}`;
  await inServer(engine, server, `create database ${name}`);
  atTheEnd(() => inServer(engine, server, `drop database ${name}${FORCE[engine]}`));
  return Object.assign(new URL(server), { pathname: name }).toString();
}

async function inServer(engine: Engine, url: string, statement: string): Promise<void> {
  const db = openDatabase({ engine, url });
  try {
    await db.raw(statement);
  } finally {
    await db.destroy();
  }
}
