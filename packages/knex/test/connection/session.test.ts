import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach("a store whose application uses all of its connections", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open({ pool: { min: 1, max: 1 } });
    await migrate(db);
    store = knexStore(db);
  });

  it("refuses reads and writes in seconds, and lets go of a connection that comes later", async () => {
    const connection = await clientOf(db).acquireConnection();
    const read = async () => store.findKey({ number: 1 });
    const calls = [read(), store.transact(async () => undefined)];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({
        status: "rejected",
        reason: { code: "store_unavailable", retryAfter: 1 },
      });
    }
    await clientOf(db).releaseConnection(connection);
    expect(await store.findKey({ number: 1 })).toBeNull();
    await store.transact(async () => undefined);
    expect(clientOf(db).pool.numUsed()).toBe(0);
  });
});

describeOnEach(
  "a store whose server is not there",
  (database) => {
    it("rejects with store_unavailable and the driver's code", async () => {
      const nowhere = database.open({ connection: { host: "127.0.0.1", port: 1, user: "nobody" } });
      const store = knexStore(nowhere);
      const expected = { code: "store_unavailable", retryAfter: 1, cause: { code: "ECONNREFUSED" } };
      await expect(store.findKey({ number: 1 })).rejects.toMatchObject(expected);
      await expect(
        store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1 }),
      ).rejects.toMatchObject(expected);
      await expect(store.transact(async () => undefined)).rejects.toMatchObject(expected);
    });
  },
  ["mysql", "postgres"],
);
