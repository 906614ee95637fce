import { databaseAddress, migrateTables, openDatabase } from "@latchkey/example-host";
import { createSqlite } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

import { columns, tables } from "../../src/database/tables.js";

describe("the tables of the server", () => {
  let db: Knex;

  beforeEach(async () => {
    db = openDatabase(databaseAddress(await createSqlite(), ""));
  });
  afterEach(() => db.destroy());

  it("have the columns that came later also where there are rows, as their defaults", async () => {
    await migrateTables(db, { tables, columns });
    const ada = { id: "1", email: "ada@acme.example", name: "Ada", password_hash: "none" };
    await db("users").insert({ ...ada, organization_id: null });
    await db.schema.alterTable("users", (table) => table.dropColumn("active"));
    await db("app_migrations").where({ name: "users.active" }).delete();

    await migrateTables(db, { tables, columns });

    expect(await db("users").where({ active: true }).pluck("id")).toEqual(["1"]);
  });
});
