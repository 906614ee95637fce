import type { Knex } from "knex";

import { databaseAddress } from "../../src/database/database-address.js";
import { migrateTables } from "../../src/database/migrate-tables.js";
import { openDatabase } from "../../src/database/open-database.js";
import { columns, tables } from "../../src/database/tables.js";
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
    expect(await db("app_migrations").pluck("name")).toEqual(
      expect.arrayContaining([...Object.keys(tables), ...Object.keys(columns)]),
    );
    expect(await db("organizations").pluck("id")).toEqual(["kept"]);
  });

  it("adds the columns that came later to a table with rows, as their defaults", async () => {
    await migrateTables(db, "sqlite");
    const ada = { id: "1", email: "ada@acme.example", name: "Ada", password_hash: "none" };
    await db("users").insert({ ...ada, organization_id: null });
    await db.schema.alterTable("users", (table) => table.dropColumn("active"));
    await db("app_migrations").where({ name: "users.active" }).delete();

    await migrateTables(db, "sqlite");

    expect(await db("users").where({ active: true }).pluck("id")).toEqual(["1"]);
  });
});
