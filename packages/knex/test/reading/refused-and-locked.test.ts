import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { sampleKey } from "../support/sample-records.js";
import { describeOnEach } from "../support/test-databases.js";

const NOTHING = { digest: [], previousDigest: [], lookup: [], sealedToken: [], changeHash: [] };

const READS: readonly ((store: KeyStore) => Promise<unknown>)[] = [
  async (store) => store.findKey({ id: "0".repeat(16) }),
  (store) => store.scanKeys({ live: true, limit: 1, order: "number", within: { by: "all" } }),
  (store) => store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1 }),
  (store) => store.findRoles({ by: "all", limit: 1 }),
  (store) => store.readUsage({ keys: ["a"] }),
  (store) => store.survey(NOTHING, 0),
];

/** A pool that runs a statement on each connection that it makes. */
function onEachConnection(statement: string): Knex.Config {
  return {
    pool: {
      min: 0,
      max: 2,
      afterCreate: (connection: { query(sql: string, done: () => void): void }, done: () => void) =>
        connection.query(statement, done),
    },
  };
}

describeOnEach(
  "a session in which a read could be taken for a statement, or would see old rows,",
  (database) => {
    beforeAll(() => migrate(database.open()));

    it.each([
      ["NO_BACKSLASH_ESCAPES", "set session sql_mode = 'NO_BACKSLASH_ESCAPES'"],
      ["autocommit", "set session autocommit = 0"],
      ["utf8mb4", "set names latin1"],
    ])("is refused before the first read: %s", async (named, statement) => {
      const store = knexStore(database.open(onEachConnection(statement)));
      for (const read of READS) {
        await expect(read(store)).rejects.toMatchObject({
          code: "store_unavailable",
          message: expect.stringContaining(named) as string,
        });
      }
    });
  },
  ["mysql"],
);

describeOnEach(
  "reads that time out behind a lock",
  (database) => {
    it("leave no backend waiting on the server", async () => {
      const db = database.open({ pool: { min: 0, max: 2 } });
      await migrate(db);
      const store = knexStore(db);
      const observer = database.open();
      const blocker = await database.open().transaction();
      await blocker.raw("lock table latchkey_keys in access exclusive mode");
      const reads = await Promise.allSettled(READS.slice(0, 2).map((read) => read(store)));
      expect(reads.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      // The request to cancel is on its way; what it cancels is gone once the server has read it.
      for (let tries = 0; tries < 100 && (await waiting(observer)) > 0; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const left = await waiting(observer);
      await blocker.rollback();
      expect(left).toBe(0);
      expect(await READS[0]?.(store)).toBeNull();
    });
  },
  ["postgres"],
);

async function waiting(db: Knex): Promise<number> {
  const { rows } = await db.raw<{ rows: readonly { waiting: number }[] }>(
    "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]?.waiting ?? -1;
}

describeOnEach(
  "a file that another process has locked",
  (database) => {
    it("is an outage to reads, and nothing they would write about; its own wait is put back", async () => {
      const db = database.open();
      await migrate(db);
      const other = database.open();
      await other.raw("begin exclusive");
      const store = knexStore(db);
      for (const read of READS)
        await expect(read(store)).rejects.toMatchObject({ code: "store_unavailable" });
      await other.raw("rollback");
      expect(await READS[0]?.(store)).toBeNull();
      expect(await db.raw("pragma busy_timeout")).toEqual([{ timeout: 5000 }]);
    });

    it("keeps a COMMIT waiting while somebody reads, and not from happening", async () => {
      const db = database.open();
      await migrate(db);
      const reader = database.open();
      await reader.raw("begin");
      await reader.raw("select * from latchkey_head");
      const store = knexStore(db);
      const statements: string[] = [];
      db.on("query", ({ sql }: { sql: string }) => void statements.push(sql));
      let settled = false;
      const written = store.transact((tx) => tx.insertKeys([sampleKey(1)])).finally(() => (settled = true));
      const tried = () => statements.filter((sql) => sql === "commit").length;
      const outcome = written.then(
        () => "written",
        (error: unknown) => error,
      );
      while (tried() < 2 && !settled) await new Promise(setImmediate);
      await reader.raw("rollback");
      expect(await outcome).toBe("written");
      expect(await store.findKey({ number: 1 })).toMatchObject({ number: 1 });
    });
  },
  ["sqlite"],
);

describeOnEach("an application's own tables and migrations", (database) => {
  it("are not taken for the store's", async () => {
    const db = database.open();
    await db.schema.createTable("app_keys", (table) => table.integer("id"));
    await expect(migrate(db, { tablePrefix: "app_" })).rejects.toThrow();
    await db.schema.dropTable("app_keys");
  });

  it("do not decide where the store's notes are kept", async () => {
    const db = database.open({ migrations: { tableName: "apps_own", schemaName: "nowhere" } });
    await migrate(db, { tablePrefix: "own_" });
    expect(await db.schema.hasTable("own_migrations")).toBe(true);
    expect(await db.schema.hasTable("apps_own")).toBe(false);
  });

  it("and an older release starts beside a newer one", async () => {
    const db = database.open();
    await migrate(db);
    await db("latchkey_migrations").insert({ name: "9999_future", batch: 9, migration_time: new Date() });
    await expect(migrate(db)).resolves.toBeUndefined();
  });
});
