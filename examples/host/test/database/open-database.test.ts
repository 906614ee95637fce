import { openDatabase } from "@latchkey/example-host";
import { createSqlite, onEveryServer } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

import { databaseAddress } from "../../src/database/database-address.js";

interface Pool {
  readonly max: number;
  numUsed(): number;
}

function poolOf(db: Knex): Pool {
  return (db.client as { readonly pool: Pool }).pool;
}

describe("openDatabase", () => {
  it("opens a SQLite file that loses nothing with the power, behind one connection", async () => {
    const file = (await createSqlite()).slice("sqlite:".length);
    const db = openDatabase({ engine: "sqlite", file });

    expect(await db.raw("pragma journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(await db.raw("pragma synchronous")).toEqual([{ synchronous: 2 }]);
    expect(poolOf(db).max).toBe(1);
    await db.destroy();
  });

  it("shows no value of a statement that fails", async () => {
    const db = openDatabase(databaseAddress(await createSqlite(), ""));

    await expect(db("people").where({ name: "Ada" })).rejects.toThrow(/no such table: people$/);
    await expect(db("people").where({ name: "Ada" })).rejects.not.toThrow("Ada");
    await db.destroy();
  });
});

onEveryServer((create) => {
  it("opens a database server, which is asked nothing yet", async () => {
    const db = openDatabase(databaseAddress(await create(), ""));

    expect(poolOf(db).numUsed()).toBe(0);
    await db.raw("select 1");
    await db.destroy();
  });
});
