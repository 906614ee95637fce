import { databaseAddress, migrateTables, openDatabase, type OwnTables } from "@latchkey/example-host";
import { onEveryDatabase } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

const FIRST: OwnTables = {
  tables: {
    authors: (table) => void table.string("id", 20).primary(),
    notes: (table) => void table.string("text", 20).primary(),
  },
};
const LATER: OwnTables = {
  ...FIRST,
  columns: {
    "authors.active": {
      table: "authors",
      build: (table) => void table.boolean("active").notNullable().defaultTo(true),
    },
  },
};

onEveryDatabase((create) => {
  let db: Knex;

  beforeEach(async () => {
    db = openDatabase(databaseAddress(await create(), ""));
  });
  afterEach(() => db.destroy());

  it("goes on where a process was killed half-way, and makes nothing twice", async () => {
    await migrateTables(db, FIRST);
    await db("authors").insert({ id: "kept" });
    await db.schema.dropTable("notes");
    await db("app_migrations").delete();
    await db("app_migrations_lock").update({ is_locked: 1 });

    await migrateTables(db, FIRST);

    expect(await db.schema.hasTable("notes")).toBe(true);
    expect((await db("app_migrations").pluck<string[]>("name")).sort()).toEqual(["authors", "notes"]);
    expect(await db("authors").pluck("id")).toEqual(["kept"]);
  });

  it("goes on where processes that started together have each made the lock", async () => {
    await migrateTables(db, FIRST);
    await db("app_migrations_lock").insert([{ is_locked: 0 }, { is_locked: 0 }]);
    const force = jest.spyOn(
      Object.getPrototypeOf(db.migrate) as typeof db.migrate,
      "forceFreeMigrationsLock",
    );

    await migrateTables(db, LATER);

    expect(await db("app_migrations_lock").pluck("is_locked")).toEqual([0]);
    expect(await db.schema.hasColumn("authors", "active")).toBe(true);
    expect(force).not.toHaveBeenCalled();
    force.mockRestore();
  });

  it("adds the columns that came later to a table with rows, as their defaults", async () => {
    await migrateTables(db, FIRST);
    await db("authors").insert({ id: "ada" });

    await migrateTables(db, LATER);
    await migrateTables(db, LATER);

    expect(await db("authors").where({ active: true }).pluck("id")).toEqual(["ada"]);
  });

  it("keeps texts apart that differ in a single byte", async () => {
    await migrateTables(db, FIRST);
    await db("notes").insert([{ text: "acme" }, { text: "ACME" }, { text: "acmé" }]);

    expect(await db("notes").where({ text: "acme" }).pluck("text")).toEqual(["acme"]);
  });
});
