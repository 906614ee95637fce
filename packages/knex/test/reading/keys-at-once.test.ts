import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";

import { clientOf } from "../support/client-of.js";
import { recordStatements } from "../support/record-statements.js";
import { sampleKey } from "../support/sample-records.js";
import { describeOnEach, type TestDatabase } from "../support/test-databases.js";

const KEYS = Array.from({ length: 20 }, (_, index) => sampleKey(index + 1, { metadata: { index } }));
const IDS = KEYS.map(({ id }) => id);
const UNKNOWN = "z".repeat(15);

async function opened(database: TestDatabase) {
  const db = database.open();
  await migrate(db);
  const store = knexStore(db);
  if ((await store.findKey({ number: 1 })) === null) await store.transact((tx) => tx.insertKeys(KEYS));
  return { db, store };
}

/** Databases with a server answer with promises. */
const readAll = (store: KeyStore, ids: readonly string[]) =>
  ids.map((id) => Promise.resolve(store.findKey({ id })));

describeOnEach(
  "keys that are read by their ids at the same time",
  (database) => {
    it("are three statements on two connections for twenty, and each gets its own row or none", async () => {
      const { db, store } = await opened(database);
      const ids = KEYS.flatMap(({ id }, index) => [id, `${UNKNOWN}${index % 10}`]).slice(0, 20);
      let found: unknown;
      // Sessions are looked at when they are used first.
      for (let round = 0; round < 2; round++) await Promise.all(readAll(store, IDS));
      const acquired = jest.spyOn(clientOf(db), "acquireConnection");
      const statements = await recordStatements(db, async () => {
        found = await Promise.all(readAll(store, ids));
      });

      expect(found).toEqual(ids.map((id) => KEYS.find((key) => key.id === id) ?? null));
      expect(statements.map(({ bindings }) => new Set(bindings).size)).toEqual([1, 1, 18]);
      // Databases prepare one statement for 1, 2, 4, 8 … rows each.
      expect(statements[2]?.bindings).toHaveLength(32);
      expect(acquired).toHaveBeenCalledTimes(3);
    });

    it("do not feel a row among them that cannot be read", async () => {
      const { db, store } = await opened(database);
      const [, , , broken] = KEYS;
      await db("latchkey_keys").where({ id: broken?.id }).update({ metadata: "no JSON" });
      const found = await Promise.allSettled(readAll(store, IDS));
      await db("latchkey_keys")
        .where({ id: broken?.id })
        .update({ metadata: JSON.stringify(broken?.metadata) });

      expect(found.map(({ status }) => status)).toEqual(
        KEYS.map((key) => (key === broken ? "rejected" : "fulfilled")),
      );
    });

    it("are each read by the builder where the driver fails at all of them", async () => {
      const { db, store } = await opened(database);
      let failed = 0;
      db.on("query-error", () => void failed++);
      // The table is away for as long as the statement takes, and back for the builder.
      const method = database.engine === "mysql" ? "execute" : "query";
      const client = clientOf(db);
      const acquire = client.acquireConnection.bind(client);
      jest.spyOn(client, "acquireConnection").mockImplementation(async () => {
        const connection = (await acquire()) as Record<string, (...given: unknown[]) => unknown>;
        const before = connection[method] as (...given: unknown[]) => unknown;
        connection[method] = function (this: unknown, ...given: unknown[]) {
          const [statement] = given as [{ rowMode?: string; rowsAsArray?: boolean }];
          if (statement.rowMode !== "array" && statement.rowsAsArray !== true)
            return before.apply(this, given);
          throw Object.assign(new Error("not supported"), { code: "ER_UNSUPPORTED_PS" });
        };
        return connection;
      });
      const found = await Promise.all(readAll(store, IDS));

      expect(found).toEqual(KEYS);
      expect(failed).toBe(3);
    });
  },
  ["mysql", "postgres"],
);
