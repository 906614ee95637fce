import type { Keyring } from "@latchkey/core";
import { databaseAddress, migrateTables, openDatabase } from "@latchkey/example-host";
import { createSqlite, type CreateDatabase } from "@latchkey/example-host/testing";
import { migrate } from "@latchkey/knex";
import type { Express } from "express";
import type { Knex } from "knex";

import { createApp } from "../../src/app.js";
import { columns, tables } from "../../src/database/tables.js";
import { firstStart, type FirstStart } from "../../src/first-start.js";
import { openKeyring } from "../../src/open-keyring.js";

export const OPERATOR = { email: "operator@example.com", password: "correct horse battery" };

export interface StartedApp extends FirstStart {
  readonly app: Express;
  readonly db: Knex;
  readonly keyring: Keyring;
  close(): Promise<void>;
}

/** The application after its first start, on a database of its own. */
export async function startApp(create: CreateDatabase = createSqlite): Promise<StartedApp> {
  const db = openDatabase(databaseAddress(await create(), ""));
  await migrate(db);
  await migrateTables(db, { tables, columns });
  const keyring = openKeyring({ db, pepper: "a pepper for tests, long enough to be one" });
  const first = await firstStart(db, keyring, OPERATOR);
  if (first === null) throw new Error("the new database was not empty");
  const app = createApp({ db, keyring, sessionSecret: "a session secret for tests, long enough" });
  const close = async () => {
    await keyring.close();
    await db.destroy();
  };
  return { app, db, keyring, close, ...first };
}
