import type { KeyStore, LastUse, UsageBatch, UsageHour } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { emptyTables } from "../support/empty-tables.js";
import { holdHead } from "../support/hold-head.js";
import { holding } from "../support/holding.js";
import { nextKey } from "../support/next-key.js";
import { patiently } from "../support/patiently.js";
import { recordStatements } from "../support/record-statements.js";
import { sampleKey } from "../support/sample-records.js";
import { sessionSettings } from "../support/session-settings.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach("addUsage", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    store = knexStore(db);
  });
  beforeEach(() => emptyTables(db));

  it("is one statement for the hours and one for the last uses of a hundred keys", async () => {
    const keys = namesOf(100);
    const statements = await recordStatements(db, () => store.addUsage(batchOf(keys)));
    expect(statements.filter(({ sql }) => sql.startsWith("insert"))).toHaveLength(2);
  });

  it("is no statement at all where there is nothing to add", async () => {
    expect(await recordStatements(db, () => store.addUsage({ hours: [], lastUsed: [] }))).toEqual([]);
  });

  it("locks rows in the order of their keys, whatever order it is given them in", async () => {
    const keys = namesOf(20);
    const statements = await recordStatements(db, () => store.addUsage(batchOf(keys.toReversed())));
    for (const { bindings } of statements.filter(({ sql }) => sql.startsWith("insert"))) {
      expect(bindings.filter((value) => keys.includes(value as string))).toEqual(keys);
    }
  });

  it("loses nothing of what several processes add at once, each in its own order", async () => {
    const keys = namesOf(50);
    const stores = Array.from({ length: 4 }, () => knexStore(database.open()));
    const orders = [keys, keys.toReversed(), [...keys.slice(25), ...keys.slice(0, 25)], keys];
    const adding = stores.flatMap((each, index) =>
      Array.from({ length: 10 }, () => patiently(() => each.addUsage(batchOf(orders[index] ?? keys)))),
    );
    await Promise.all(adding);
    const { hours } = await store.readUsage({ keys, hours: { from: 0, to: 1 } });
    expect(hours.map(({ accepted }) => accepted)).toEqual(keys.map(() => 40));
  });

  it("keeps nothing of a batch whose last statement failed", async () => {
    await db.schema.renameTable("latchkey_last_used", "elsewhere");
    try {
      await expect(store.addUsage(batchOf(["a"]))).rejects.toMatchObject({ code: "store_unavailable" });
      expect(await db("latchkey_usage").select()).toEqual([]);
    } finally {
      await db.schema.renameTable("elsewhere", "latchkey_last_used");
    }
  });

  it("touches no other table", async () => {
    const statements = await recordStatements(db, () => store.addUsage(batchOf(["a"])));
    const named = statements.flatMap(({ sql }) => sql.match(/(?<!@)latchkey_\w+/g) ?? []);
    expect(new Set(named)).toEqual(new Set(["latchkey_usage", "latchkey_last_used"]));
  });

  it("leaves the connection as the application had set it, whatever came of it", async () => {
    const { settings, afterCreate } = sessionSettings(database.engine);
    const own = database.open({ pool: { min: 1, max: 1, afterCreate } });
    const before = await settings(own);
    await knexStore(own).addUsage(batchOf(["a"]));
    expect(await settings(own)).toEqual(before);
    await expect(knexStore(own, { tablePrefix: "missing_" }).addUsage(batchOf(["a"]))).rejects.toThrow();
    expect(await settings(own)).toEqual(before);
  });

  it("takes one connection of the application for all that a process adds", async () => {
    const own = database.open();
    const ownStore = knexStore(own);
    let most = 0;
    own.on("query", () => (most = Math.max(most, clientOf(own).pool.numUsed())));
    await Promise.all(namesOf(10).map((key) => patiently(() => ownStore.addUsage(batchOf([key])))));
    expect(most).toBe(1);
    expect(clientOf(own).pool.numUsed()).toBe(0);
  });

  it("waits for another process that lets go in time", async () => {
    const letGo = await holdHead(database.open(), database.engine);
    const adding = store.addUsage(batchOf(["a"]));
    setTimeout(() => void letGo(), 300);
    await adding;
    expect((await store.readUsage({ keys: ["a"] })).lastUsed).toHaveLength(1);
  });
});

describeOnEach(
  "addUsage",
  (database) => {
    let db: Knex;
    let store: KeyStore;

    beforeAll(async () => {
      db = database.open();
      await migrate(db);
      store = knexStore(db);
    });
    beforeEach(() => emptyTables(db));

    it("waits for nobody who holds the head, in this process or another", async () => {
      const letGo = await holdHead(database.open(), database.engine);
      await store.addUsage(batchOf(["a"]));
      await letGo();
      await store.transact(() => store.addUsage(batchOf(["a"])));
      expect((await store.readUsage({ keys: ["a"], hours: { from: 0, to: 1 } })).hours).toEqual([
        hourOf("a", 2),
      ]);
    });

    it("keeps no management write waiting while it waits itself, in this process or another", async () => {
      await store.addUsage(batchOf(["a"]));
      const held = await holding(database.open(), "update latchkey_usage set accepted = accepted + 1");
      const adding = store.addUsage(batchOf(["a"])).catch((error: unknown) => error);
      await store.transact(nextKey);
      await knexStore(database.open()).transact(nextKey);
      expect(await store.findKey({ number: 2 })).toEqual(sampleKey(2));
      expect(await adding).toMatchObject({ code: "store_busy", retryAfter: 1 });
      await held.letGo();
      await store.addUsage(batchOf(["a"]));
    });

    it("tries again when the database has rolled it back for a deadlock", async () => {
      await store.addUsage(batchOf(["a", "b"]));
      const other = await holding(database.open(), ...HEAVY);
      await other.run("update latchkey_usage set accepted = accepted where key_id = 'b'");
      const statements: string[] = [];
      db.on("query", ({ sql }: { sql: string }) => void statements.push(sql));
      const adding = store.addUsage(batchOf(["a", "b"]));
      while (!statements.some((sql) => sql.startsWith("insert"))) await new Promise(setImmediate);
      // It has the one and waits for the other by now; so each waits for the other.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await other.run("update latchkey_usage set accepted = accepted where key_id = 'a'");
      await other.letGo();
      await adding;
      db.removeAllListeners("query");
      expect(statements.filter((sql) => sql === "rollback").length).toBeGreaterThan(0);
      const { hours } = await store.readUsage({ keys: ["a", "b"], hours: { from: 0, to: 1 } });
      expect(hours).toEqual([hourOf("a", 2), hourOf("b", 2)]);
    });
  },
  ["mysql", "postgres"],
);

describeOnEach(
  "addUsage",
  (database) => {
    it("is refused with store_busy while another process holds the file, and not once it has let go", async () => {
      const db = database.open();
      await migrate(db);
      const store = knexStore(db);
      const letGo = await holdHead(database.open(), database.engine);
      await expect(store.addUsage(batchOf(["a"]))).rejects.toMatchObject({ code: "store_busy" });
      await letGo();
      await store.addUsage(batchOf(["a"]));
      expect((await store.readUsage({ keys: ["a"] })).lastUsed).toEqual([useOf("a")]);
    });

    it("takes its turn among the management writes of its process, and is refused when that takes too long", async () => {
      const db = database.open();
      await migrate(db);
      const store = knexStore(db);
      let letGo = () => {};
      const writing = store.transact(() => new Promise<void>((resolve) => (letGo = resolve)));
      await expect(store.addUsage(batchOf(["b"]))).rejects.toMatchObject({ code: "store_busy" });
      const adding = store.addUsage(batchOf(["b"]));
      letGo();
      await Promise.all([writing, adding]);
      expect((await store.readUsage({ keys: ["b"] })).lastUsed).toEqual([useOf("b")]);
    });
  },
  ["sqlite"],
);

/** Makes a transaction one that the database would rather not roll back: MariaDB picks the one that has written less. */
const HEAVY = Array.from(
  { length: 50 },
  (_, index) => `insert into latchkey_last_used (key_id, at) values ('heavy ${index}', 1)`,
);

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `key ${String(index).padStart(3, "0")}`);
}

function batchOf(keys: readonly string[]): UsageBatch {
  return { hours: keys.map((key) => hourOf(key, 1)), lastUsed: keys.map(useOf) };
}

function hourOf(keyId: string, accepted: number): UsageHour {
  return { keyId, hour: 0, accepted, refused: 0 };
}

function useOf(keyId: string): LastUse {
  return { keyId, at: 1, address: null, userAgent: null, oldSecretAt: null };
}
