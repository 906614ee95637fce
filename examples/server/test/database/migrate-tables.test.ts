import type { Knex } from "knex";

import { databaseAddress } from "../../src/database/database-address.js";
import { migrateTables } from "../../src/database/migrate-tables.js";
import { openDatabase } from "../../src/database/open-database.js";
import { tables } from "../../src/database/tables.js";
import { createSqlite } from "../support/test-databases.js";

describe("migrateTables", () => {
  let db: Knex;

  beforeEach(async () => {
    db = openDatabase(databaseAddress(await createSqlite(), ""));
  });
  afterEach(() => db.destroy());

  it("goes on where a process was killed half-way, and makes nothing twice", async () => {
    await migrateTables(db, "sqlite");
    await db("organizations").insert({ id: "kept", name: "Kept" });
    await db.schema.dropTable("bundles");
    await db("app_migrations").whereIn("name", ["sessions", "bundles"]).delete();
    await db("app_migrations_lock").update({ is_locked: 1 });

    await migrateTables(db, "sqlite");

    expect(await db.schema.hasTable("bundles")).toBe(true);
    expect(await db("app_migrations").pluck("name")).toEqual(expect.arrayContaining(Object.keys(tables)));
    expect(await db("organizations").pluck("id")).toEqual(["kept"]);
  });
});
