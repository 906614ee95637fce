import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { nextKey } from "../support/next-key.js";
import { sampleKey } from "../support/sample-records.js";
import { sessionSettings } from "../support/session-settings.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach(
  "an application that changes its session between two writes",
  (database) => {
    let db: Knex;
    const open = () => {
      db = database.open({ pool: { min: 1, max: 1 } });
      return knexStore(db);
    };
    beforeAll(() => migrate(database.open()));

    it("finds what it has set last behind the next", async () => {
      const store = open();
      const { settings } = sessionSettings(database.engine);
      await store.transact(async () => undefined);
      await db.raw("set session innodb_lock_wait_timeout = 19, sql_mode = 'ANSI_QUOTES,NO_ZERO_DATE'");
      const set = await settings(db);
      await store.transact(async () => undefined);
      expect(await settings(db)).toEqual(set);
    });

    it.each([
      ["utf8mb4", "set names latin1"],
      ["NO_BACKSLASH_ESCAPES", "set session sql_mode = 'NO_BACKSLASH_ESCAPES'"],
      ["autocommit", "set session autocommit = 0"],
    ])(
      "is told to mind %s with the next, which writes nothing and puts back what it found",
      async (remedy, sql) => {
        const store = open();
        await store.transact(async () => undefined);
        await db.raw(sql);
        const { settings } = sessionSettings(database.engine);
        const set = await settings(db);
        await expect(store.transact(nextKey)).rejects.toThrow(remedy);
        expect(await settings(db)).toEqual(set);
        expect(await knexStore(database.open()).findKey({ number: sampleKey(1).number })).toBeNull();
      },
    );
  },
  ["mysql"],
);
