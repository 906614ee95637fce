import { knexStore, migrate, migrationPlan } from "@latchkey/knex";
import type { Knex } from "knex";

import { dropTables } from "./support/drop-tables.js";
import { describeOnEach } from "./support/test-databases.js";

describeOnEach("migrationPlan", (database) => {
  let db: Knex;

  beforeAll(() => {
    db = database.open();
  });
  afterEach(() => dropTables(db));

  it("names every migration of an empty database as one to come, and makes no table", async () => {
    const plan = await migrationPlan(db);
    expect(plan).toHaveLength(9);
    expect(plan.some(({ applied }) => applied)).toBe(false);
    expect(await db.schema.hasTable("latchkey_migrations")).toBe(false);
  });

  it("says after `migrate` that all of them are done", async () => {
    await migrate(db);
    expect((await migrationPlan(db)).every(({ applied }) => applied)).toBe(true);
  });

  it("says which are to come of a database that an older release has made", async () => {
    await migrate(db);
    await db("latchkey_migrations").where("name", "0009_roles_of_an_org").delete();
    const pending = (await migrationPlan(db)).filter(({ applied }) => !applied);
    expect(pending.map(({ name }) => name)).toEqual(["0009_roles_of_an_org"]);
  });

  it("has statements that make a whole store by themselves", async () => {
    const tablePrefix = "by_hand_";
    for (const { statements } of await migrationPlan(db, { tablePrefix }))
      for (const statement of statements) await db.raw(statement);
    const store = knexStore(db, { tablePrefix });
    expect(await store.transact(async ({ head }) => head)).toEqual({
      lastSeq: 0,
      lastHash: "",
      lastNumber: 0,
    });
    const longest = { order: "name", within: { by: "owner", owner: "a" }, live: true, limit: 1 } as const;
    expect(await store.scanKeys(longest)).toEqual([]);
    await dropTables(db, tablePrefix);
  });
});
