import type { KeyStore, StoreTransaction } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { emptyTables } from "../support/empty-tables.js";
import { holdHead } from "../support/hold-head.js";
import { nextKey } from "../support/next-key.js";
import { patiently } from "../support/patiently.js";
import { sampleKey } from "../support/sample-records.js";
import { sessionSettings } from "../support/session-settings.js";
import { describeOnEach } from "../support/test-databases.js";

describeOnEach("transact", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    store = knexStore(db);
  });
  beforeEach(() => emptyTables(db));

  it("gives no number twice when several processes write at once", async () => {
    const stores = Array.from({ length: 4 }, () => knexStore(database.open()));
    const writes = stores.flatMap((each) =>
      Array.from({ length: 10 }, () => patiently(() => each.transact(nextKey))),
    );
    await Promise.all(writes);
    const changes = await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 100 });
    expect(changes.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it("is refused with store_busy while another process holds the lock, and not once it has let go", async () => {
    const letGo = await holdHead(database.open(), database.engine);
    const work = jest.fn(nextKey);
    await expect(store.transact(work)).rejects.toMatchObject({ code: "store_busy", retryAfter: 1 });
    expect(work).not.toHaveBeenCalled();
    await letGo();
    await store.transact(work);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("waits for another process that lets go in time", async () => {
    const letGo = await holdHead(database.open(), database.engine);
    const writing = store.transact(nextKey);
    setTimeout(() => void letGo(), 500);
    await writing;
    expect(await store.findKey({ number: 1 })).toEqual(sampleKey(1));
  });

  it("leaves the connection as the application had set it, whatever came of the transaction", async () => {
    const { settings, afterCreate } = sessionSettings(database.engine);
    const own = database.open({ pool: { min: 1, max: 1, afterCreate } });
    const before = await settings(own);
    const ownStore = knexStore(own);

    await ownStore.transact(nextKey);
    expect(await settings(own)).toEqual(before);
    await ownStore.transact(() => Promise.reject(new Error("on purpose"))).catch(() => undefined);
    expect(await settings(own)).toEqual(before);
    const letGo = await holdHead(db, database.engine);
    await expect(ownStore.transact(nextKey)).rejects.toMatchObject({ code: "store_busy" });
    await letGo();
    expect(await settings(own)).toEqual(before);
  });

  it("takes one connection of the application for all writes of a process", async () => {
    const own = database.open();
    const ownStore = knexStore(own);
    let most = 0;
    const work = async (tx: StoreTransaction) => {
      most = Math.max(most, clientOf(own).pool.numUsed());
      await nextKey(tx);
    };
    await Promise.all(Array.from({ length: 20 }, () => patiently(() => ownStore.transact(work))));
    expect(most).toBe(1);
    expect(clientOf(own).pool.numUsed()).toBe(0);
  });

  it("keeps nothing of a statement that the work did not wait for and that failed", async () => {
    const hasty = store.transact(async (tx) => {
      await tx.insertKeys([sampleKey(1)]);
      void tx.insertKeys([sampleKey(1)]).catch(() => undefined);
    });
    await expect(hasty).rejects.toMatchObject({ code: "store_unavailable" });
    expect(await store.findKey({ number: 1 })).toBeNull();
  });

  it("says what to do when the tables or the head's row are missing", async () => {
    const missing = knexStore(db, { tablePrefix: "missing_" });
    await expect(missing.findKey({ number: 1 })).rejects.toThrow("migrate(db)");
    await expect(missing.transact(nextKey)).rejects.toThrow("migrate(db)");
    await db("latchkey_head").del();
    await expect(store.transact(nextKey)).rejects.toThrow("backup");
    await db("latchkey_head").insert({ id: 1, last_seq: 0, last_hash: "", last_number: 0 });
  });
});

describeOnEach(
  "transact",
  (database) => {
    it("fails and writes nothing when its connection is lost, and goes on with another", async () => {
      const db = database.open();
      await migrate(db);
      const own = database.open({ pool: { min: 1, max: 1 } });
      const store = knexStore(own);
      const lost = store.transact(async (tx) => {
        await nextKey(tx);
        await END_SESSIONS[database.engine as "mysql" | "postgres"](db, own);
        await tx.findKey({ number: 1 });
      });
      await expect(lost).rejects.toMatchObject({ code: "store_unavailable" });
      expect(await store.findKey({ number: 1 })).toBeNull();
      await store.transact(nextKey);
      expect(await store.findKey({ number: 1 })).toEqual(sampleKey(1));
    });
  },
  ["mysql", "postgres"],
);

/** Ends the one session of a knex, from outside. */
const END_SESSIONS = {
  async mysql(db: Knex, own: Knex) {
    const { threadId } = connectionOf<{ threadId: number }>(own);
    await db.raw(`kill ${threadId}`);
  },
  async postgres(db: Knex, own: Knex) {
    const { processID } = connectionOf<{ processID: number }>(own);
    await db.raw("select pg_terminate_backend(?)", [processID]);
  },
};

/** The connection that is in use. */
function connectionOf<T>(db: Knex): T {
  const [first] = clientOf(db).pool.used;
  if (first === undefined) throw new Error("no connection is in use");
  return first.resource as T;
}
