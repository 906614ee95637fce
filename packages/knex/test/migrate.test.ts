import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { cutAt } from "./support/cut-connection.js";
import { dropTables } from "./support/drop-tables.js";
import { migrateInChild } from "./support/migrate-in-child.js";
import { describeOnEach } from "./support/test-databases.js";

const EMPTY_HEAD = { lastSeq: 0, lastHash: "", lastNumber: 0 };
/** Which statements are tried: every fifth. With 1 it is every single one, which takes a minute. */
const FAULT_STEP = 5;
const PREFIX = "another_app_has_keys_too";

describeOnEach("migrate", (database) => {
  let db: Knex;

  beforeAll(() => {
    db = database.open();
  });
  afterEach(() => dropTables(db));

  it("makes every table, empty, with a head at zero", async () => {
    await migrate(db);
    for (const table of ["keys", "roles", "changes", "usage", "last_used"]) {
      expect(await db(`latchkey_${table}`).select()).toEqual([]);
    }
    expect(await headOf(db)).toEqual(EMPTY_HEAD);
  });

  it("changes nothing the second time", async () => {
    await migrate(db);
    await db("latchkey_head").update({ last_number: 7 });
    await migrate(db);
    expect(await headOf(db)).toEqual({ ...EMPTY_HEAD, lastNumber: 7 });
  });

  it("makes tables of their own for another prefix, whose longest names are kept whole", async () => {
    await migrate(db);
    await migrate(db, { tablePrefix: PREFIX });
    await db("latchkey_head").update({ last_number: 7 });
    expect(await headOf(db, PREFIX)).toEqual(EMPTY_HEAD);
    expect(await knexStore(db, { tablePrefix: PREFIX }).scanKeys(LONGEST_INDEX)).toEqual([]);
    await dropTables(db, PREFIX);
  });

  it("needs no second connection, and gives back the one it takes", async () => {
    const single = database.open({ pool: { min: 0, max: 1 } });
    await migrate(single);
    expect(await headOf(single)).toEqual(EMPTY_HEAD);
  });

  it("works once when many processes start at the same time", async () => {
    const children = Array.from({ length: 4 }, () => migrateInChild(database.config()));
    await Promise.all([...children, migrate(db), migrate(database.open())]);
    await expectWholeStore(db);
  });

  it("finishes what a killed process left, wherever it was killed", async () => {
    const { statements } = await migrateInChild(database.config());
    expect(statements).toBeGreaterThan(20);
    for (let killAt = 2; killAt <= statements; killAt += Math.ceil(statements / 5)) {
      await dropTables(db);
      expect(await migrateInChild(database.config(), killAt)).toMatchObject({ killed: true });
      await migrate(db);
      await expectWholeStore(db);
    }
  }, 120_000);

  it("finishes what a fault left, wherever it struck", async () => {
    const whole = cutAt(Number.POSITIVE_INFINITY);
    await migrate(opened(whole));
    for (let number = 1; number <= whole.count(); number += FAULT_STEP) {
      await dropTables(db);
      await migrate(opened(cutAt(number))).catch(() => undefined);
      await migrate(db);
      await expectWholeStore(db);
    }
  }, 120_000);

  function opened({ afterCreate }: ReturnType<typeof cutAt>): Knex {
    return database.open({ pool: { min: 0, max: 1, afterCreate } });
  }
});

describeOnEach(
  "migrate",
  (database) => {
    it("rejects with what the driver says of a server that is not there", async () => {
      const nowhere = database.open({ connection: { host: "127.0.0.1", port: 1, user: "nobody" } });
      await expect(migrate(nowhere)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    });
  },
  ["mysql", "postgres"],
);

const LONGEST_INDEX = { order: "name", within: { by: "owner", owner: "a" }, live: true, limit: 1 } as const;

function headOf(db: Knex, tablePrefix?: string) {
  return knexStore(db, { tablePrefix }).transact(async (tx) => tx.head);
}

/** Every migration is noted once, knex's lock is free, and the store works on all of its indexes. */
async function expectWholeStore(db: Knex): Promise<void> {
  const names = (await db("latchkey_migrations").orderBy("name").pluck("name")) as string[];
  expect(names).toEqual([
    "0001_keys",
    "0002_roles",
    "0003_changes",
    "0004_usage",
    "0005_last_used",
    "0006_head",
    "0007_head_row",
    "0008_changes_project",
    "0009_roles_of_an_org",
  ]);
  expect(await db("latchkey_migrations_lock").pluck("is_locked")).toEqual([0]);
  expect(await headOf(db)).toEqual(EMPTY_HEAD);
  const store = knexStore(db);
  for (const by of [{ by: "all" }, { by: "org", org: "a" }, { by: "owner", owner: "a" }] as const) {
    for (const order of ["number", "name"] as const) {
      expect(await store.scanKeys({ order, within: by, live: true, limit: 1 })).toEqual([]);
    }
  }
}
