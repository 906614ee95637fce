import { tmpdir } from "node:os";

import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

import { runIn } from "../support/run-in.js";
import { describeOnEach } from "../support/test-databases.js";
import { containing, matching } from "../support/texts.js";

describeOnEach("latchkey migrate", (database) => {
  let db: Knex;

  beforeAll(() => {
    db = database.open();
  });

  function migrate(line: string) {
    const environment = { DATABASE_URL: database.url() };
    return runIn(["migrate", ...line.split(" ")], { folder: tmpdir(), environment });
  }

  it("says what is pending, prints its SQL without running it, runs it once, and says that it is done", async () => {
    expect(await migrate("status")).toMatchObject({
      exit: 1,
      out: matching(/0001_keys.+pending/),
    });

    const planned = await migrate("up --dry-run");
    expect(planned).toMatchObject({
      exit: 0,
      out: matching(/^-- 0001_keys\ncreate table .*latchkey_keys/),
    });
    expect(await db.schema.hasTable("latchkey_keys")).toBe(false);
    expect(await db.schema.hasTable("latchkey_migrations")).toBe(false);

    expect(await migrate("up")).toMatchObject({ exit: 0, out: matching(/0009_\w+ {2}done/) });
    expect(await knexStore(db).transact(async ({ head }) => head.lastNumber)).toBe(0);
    expect(await migrate("up")).toMatchObject({ exit: 0, out: containing("up to date") });
    expect(JSON.parse((await migrate("status --json")).out)).toMatchObject({ pending: 0 });
    expect((await migrate("up --dry-run")).out.trim()).toBe("");
  });

  it("works on tables of another name", async () => {
    expect(await migrate("up --table-prefix other_")).toMatchObject({ exit: 0 });
    expect(await db.schema.hasTable("other_keys")).toBe(true);
    expect(await migrate("up --table-prefix Other-")).toMatchObject({ exit: 3 });
  });

  it("does not take a table of somebody else's for its own", async () => {
    await db.schema.createTable("mine_keys", (table) => void table.integer("whatever"));
    expect((await migrate("up --table-prefix mine_")).exit).not.toBe(0);
    expect(await db.schema.hasTable("mine_roles")).toBe(false);
  });
});
