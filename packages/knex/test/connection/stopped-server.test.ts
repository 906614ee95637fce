import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { sampleKey } from "../support/sample-records.js";
import { addressOf, SERVERS } from "../support/servers.js";
import { stoppingProxy, type StoppingProxy } from "../support/stopping-proxy.js";
import { describeOnEach, type TestDatabase } from "../support/test-databases.js";

const UNAVAILABLE = { code: "store_unavailable", retryAfter: 1 };

describeOnEach(
  "a server that stops answering",
  (database) => {
    let proxy: StoppingProxy;
    let db: Knex;
    let store: KeyStore;

    beforeAll(async () => {
      await migrate(database.open());
      proxy = await stoppingProxy(addressOf(SERVERS[database.engine as "mysql" | "postgres"]));
      db = openThrough(database, proxy);
      store = knexStore(db);
    });
    afterEach(() => proxy.resume());
    afterAll(async () => {
      await db.destroy();
      await proxy.close();
    });

    it("makes reads and writes fail in seconds, and costs the application no connection once it is back", async () => {
      await store.transact((tx) => tx.insertKeys([sampleKey(1)]));
      // The pool holds two connections: some of these wait for an answer, the others for a connection.
      const reads = () => [1, 2, 3].map(async (number) => store.findKey({ number }));
      await Promise.all(reads());
      proxy.stop();
      const calls = Promise.allSettled([...reads(), store.transact((tx) => tx.insertKeys([sampleKey(2)]))]);
      await sleep(500);
      const sockets = clientOf(db).pool.used.map(({ resource }) => socketOf(resource));
      const outcomes = await calls;
      expect(sockets).not.toHaveLength(0);
      for (const socket of sockets) expect(socket).toMatchObject({ destroyed: true });
      for (const outcome of outcomes)
        expect(outcome).toMatchObject({ status: "rejected", reason: UNAVAILABLE });

      proxy.resume();
      await eventually(async () => store.findKey({ number: 1 }));
      expect(await store.findKey({ number: 2 })).toBeNull();
      await store.transact((tx) => tx.insertKeys([sampleKey(2)]));
      await Promise.all(reads());
      expect(clientOf(db).pool.numUsed()).toBe(0);
    });

    it("loses the transaction it was in, with its lock and its connection", async () => {
      let socket: Socket | undefined;
      const stuck = store.transact(async (tx) => {
        await tx.insertKeys([sampleKey(3)]);
        socket = socketOf(clientOf(db).pool.used[0]?.resource);
        proxy.stop();
        await tx.insertKeys([sampleKey(4)]);
      });
      await expect(stuck).rejects.toMatchObject(UNAVAILABLE);
      expect(socket?.destroyed).toBe(true);
      const direct = knexStore(database.open());
      await direct.transact((tx) => tx.insertKeys([sampleKey(5)]));
      expect(await direct.findKey({ number: 3 })).toBeNull();
    });
  },
  ["mysql", "postgres"],
);

function openThrough(database: TestDatabase, { port }: StoppingProxy): Knex {
  const url = new URL(database.config().connection as string);
  url.host = `127.0.0.1:${port}`;
  return database.open({ connection: url.href, pool: { min: 0, max: 2 } });
}

/** The socket of a driver's connection. */
function socketOf(connection: unknown): Socket | undefined {
  const { stream, connection: inner } = connection as { stream?: Socket; connection?: { stream: Socket } };
  return stream ?? inner?.stream;
}

/** Tries until it works; connections that were waiting for the server come and go first. */
async function eventually<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}
