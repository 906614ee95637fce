import type { Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { dropTables } from "../support/drop-tables.js";
import { recordStatements } from "../support/record-statements.js";
import { sampleKey } from "../support/sample-records.js";
import { addressOf, SERVERS } from "../support/servers.js";
import { stoppingProxy } from "../support/stopping-proxy.js";
import { describeOnEach, type Engine, type TestDatabase } from "../support/test-databases.js";

const KEY = sampleKey(7, {
  orgId: "acme",
  inherits: true,
  expiresAt: 1_800_000_000_001,
  rateLimit: { requests: 1, seconds: 2 },
  metadata: { "a\u2028": ["ä", null] },
});
const ID = KEY.id;
const READS = 20;

/** The driver's method that runs the read, and what it is given. */
const METHOD: Readonly<Record<Engine, "prepare" | "execute" | "query">> = {
  sqlite: "prepare",
  mysql: "execute",
  postgres: "query",
};

type DriverConnection = Record<string, (...given: unknown[]) => unknown>;

/** An own knex with one connection, and a store on it that holds one key. */
async function opened(database: TestDatabase, mode = "wal") {
  const db = database.open({ pool: { min: 1, max: 1 } });
  if (database.engine === "sqlite") await db.raw(`pragma journal_mode = ${mode}`);
  await migrate(db);
  const store = knexStore(db);
  if ((await store.findKey({ number: 7 })) === null) await store.transact((tx) => tx.insertKeys([KEY]));
  return { db, store };
}

async function onConnection<T>(db: Knex, look: (connection: DriverConnection) => T): Promise<T> {
  const connection = await clientOf(db).acquireConnection();
  const seen = look(connection as DriverConnection);
  await clientOf(db).releaseConnection(connection);
  return seen;
}

/** How many faults of statements knex tells of while something is done. */
async function faultsTold(db: Knex, run: () => Promise<unknown>): Promise<number> {
  let faults = 0;
  db.on("query-error", () => void faults++);
  await run();
  return faults;
}

async function readOften(store: KeyStore): Promise<void> {
  for (let read = 0; read < READS; read++) expect(await store.findKey({ id: ID })).toEqual(KEY);
}

describeOnEach("a key that is read by its id", (database) => {
  it("is one statement each time, which those who listen are told of", async () => {
    const { db, store } = await opened(database);
    await readOften(store);
    const statements = await recordStatements(db, () => readOften(store));
    expect(statements).toHaveLength(READS);
    for (const { sql, bindings } of statements) {
      expect(sql).toMatch(/^select .+ from .latchkey_keys. where .id. = (?:\?|\$1)$/);
      expect(bindings).toEqual([ID]);
    }
  });

  it("is told apart from every write by its uid", async () => {
    const { db, store } = await opened(database);
    const uids: string[] = [];
    const listener = ({ __knexQueryUid }: { __knexQueryUid: string }) => uids.push(__knexQueryUid);
    db.on("query", listener);
    for (let round = 0; round < 20; round++) {
      await store.findKey({ id: ID });
      await store.transact(async () => undefined);
    }
    db.removeListener("query", listener);
    expect(uids.length).toBeGreaterThan(40);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it("is answered with its row to those who listen for answers, and with nothing to nobody", async () => {
    const { db, store } = await opened(database);
    const answers: unknown[] = [];
    const listener = (response: unknown, { sql }: { sql: string }) => answers.push([response, sql]);
    db.on("query-response", listener);
    await store.findKey({ id: ID });
    await store.findKey({ id: "0".repeat(16) });
    db.removeListener("query-response", listener);
    expect(answers).toMatchObject([
      [[{ id: ID, org_id: "acme" }], expect.stringMatching(/^select/)],
      [[], expect.stringMatching(/^select/)],
    ]);
    const emitted = jest.spyOn(db.client as Knex.Client, "emit");
    await store.findKey({ id: ID });
    expect(emitted).not.toHaveBeenCalled();
  });

  it("is answered without a promise by SQLite, but for the first of a turn", async () => {
    const { store } = await opened(database);
    await store.findKey({ id: ID });
    const answer = store.findKey({ id: ID });
    expect(answer instanceof Promise).toBe(database.engine !== "sqlite");
    expect(await answer).toEqual(KEY);
  });

  it("gives its connection back to the pool it came from, also when that was taken from knex meanwhile", async () => {
    const { db, store } = await opened(database);
    await store.findKey({ id: ID });
    await store.findKey({ id: ID });
    const client = clientOf(db);
    const { pool } = client;
    // As `db.destroy()` does to a pool that was given to knex by the application.
    Object.assign(client, { pool: undefined });
    await nextTurn();
    Object.assign(client, { pool });
    expect(pool.numUsed()).toBe(0);
    expect(await store.findKey({ id: ID })).toEqual(KEY);
  });

  it("rejects for a row that cannot be read, and never throws", async () => {
    const { db, store } = await opened(database);
    await db("latchkey_keys").where({ id: ID }).update({ metadata: "no JSON" });
    for (let read = 0; read < 2; read++) {
      const answer = store.findKey({ id: ID });
      await expect(answer).rejects.toMatchObject({ code: "store_unavailable" });
    }
    await db("latchkey_keys")
      .where({ id: ID })
      .update({ metadata: JSON.stringify(KEY.metadata) });
  });

  it("is told with what the statement was built of, as knex tells of its own", async () => {
    const { db, store } = await opened(database);
    const built: string[] = [];
    const listener = (_answer: unknown, _query: unknown, builder: Knex.Raw) => built.push(builder.toQuery());
    db.on("query-response", listener);
    await store.findKey({ id: ID });
    await store.transact(async () => undefined);
    db.removeListener("query-response", listener);
    expect(built[0]).toMatch(new RegExp(`^select .+ where .id. = '${ID}'$`));
    expect(built.length).toBeGreaterThan(2);
    expect(await store.findKey({ id: ID })).toEqual(KEY);
  });

  it("compiles nothing, and is prepared once for a connection", async () => {
    const { db, store } = await opened(database);
    const client = db.client as Knex.Client;
    const spies = (["queryBuilder", "queryCompiler", "raw", "runner"] as const).map((name) =>
      jest.spyOn(client, name),
    );
    const method = METHOD[database.engine];
    const run = await onConnection(db, (connection) => jest.spyOn(connection, method));
    const pragma =
      database.engine === "sqlite" &&
      (await onConnection(db, (connection) => jest.spyOn(connection, "pragma")));
    await store.findKey({ id: ID });
    if (pragma) pragma.mockClear();
    for (const spy of spies) spy.mockClear();
    await readOften(store);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    // SQLite's statement is prepared, mysql2 keeps what it has prepared by its text, PostgreSQL's has no name.
    expect(run).toHaveBeenCalledTimes(database.engine === "sqlite" ? 1 : READS + 1);
    const [statement] = run.mock.lastCall ?? [];
    if (database.engine === "postgres") expect(statement).not.toHaveProperty("name");
    if (pragma) expect(pragma).not.toHaveBeenCalled();
  });

  it("sets one timer at most besides those of the pool", async () => {
    const { db, store } = await opened(database);
    await readOften(store);
    const timers = jest.spyOn(globalThis, "setTimeout");
    await onConnection(db, () => undefined);
    const ofPool = timers.mock.calls.length;
    timers.mockClear();
    await store.findKey({ id: ID });
    // One waits for the connection, one for a server's answer, never both at once.
    expect(timers.mock.calls.length - ofPool).toBeLessThanOrEqual(database.engine === "sqlite" ? 1 : 2);
    timers.mockRestore();
  });

  it("is read by the builder where the driver fails at it, and from then on at once", async () => {
    const { db, store } = await opened(database);
    const method = METHOD[database.engine];
    let failed = 0;
    await onConnection(db, (connection) => {
      const before = connection[method] as (...given: unknown[]) => unknown;
      connection[method] = function (this: unknown, ...given: unknown[]) {
        const [statement] = given as [{ rowMode?: string; rowsAsArray?: boolean } | string];
        const isOurs =
          typeof statement === "string"
            ? /where .id. = \?$/.test(statement)
            : statement.rowMode === "array" || statement.rowsAsArray === true;
        if (!isOurs) return before.apply(this, given);
        failed++;
        throw Object.assign(new Error(`not supported: ${ID}`), { code: "ER_UNSUPPORTED_PS" });
      };
    });
    await readOften(store);
    // A few in a row, and then no more.
    expect(failed).toBe(3);
  });

  it("tells of a fault by its code alone", async () => {
    const { db, store } = await opened(database);
    await store.findKey({ id: ID });
    await dropTables(db);
    const fault = (await Promise.resolve(store.findKey({ id: ID })).catch(
      (error: unknown) => error,
    )) as Error;
    expect(fault).toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("migrate") as string,
    });
    const shown = `${fault.stack} ${String(fault.cause)} ${JSON.stringify(fault)}`;
    expect(shown).not.toMatch(/select|0000000000000007/);
    await migrate(db);
    expect(await store.findKey({ id: ID })).toBeNull();
  });
});

describeOnEach(
  "a key that is read by its id",
  (database) => {
    it("is read by the builder, without a fault before, where a connection cannot prepare", async () => {
      const { db, store } = await opened(database);
      await onConnection(db, (connection) => Object.assign(connection, { execute: undefined }));
      expect(await faultsTold(db, () => readOften(store))).toBe(0);
    });

    it("is read by the builder, without a fault before, where the application has a `typeCast`", async () => {
      await opened(database);
      const { hostname, port, username, password, pathname } = new URL(
        database.config().connection as string,
      );
      const typeCast = (field: { string(): string | null }) => field.string();
      const db = database.open({
        connection: {
          host: hostname,
          port: Number(port || 3306),
          user: username,
          password,
          database: pathname.slice(1),
          typeCast,
        },
      });
      expect(await faultsTold(db, () => readOften(knexStore(db)))).toBe(0);
    });

    it("is prepared at the server once for a connection", async () => {
      const { db, store } = await opened(database);
      const prepared = async () => {
        const [rows] = await db.raw<[{ Value: string }[]?]>("show session status like 'Com_stmt_prepare'");
        return Number(rows?.[0]?.Value);
      };
      await store.findKey({ id: ID });
      const before = await prepared();
      await readOften(store);
      expect(await prepared()).toBe(before);
    });
  },
  ["mysql"],
);

describeOnEach(
  "a key that is read by its id",
  (database) => {
    it("takes a connection once in a turn of the event loop, and gives it back behind it", async () => {
      const { db, store } = await opened(database);
      await store.findKey({ id: ID });
      await new Promise(setImmediate);
      const acquired = jest.spyOn(db.client as Knex.Client, "acquireConnection");
      await readOften(store);
      expect(acquired).toHaveBeenCalledTimes(1);
      await new Promise(setImmediate);
      expect(clientOf(db).pool.numUsed()).toBe(0);
      await readOften(store);
      expect(acquired).toHaveBeenCalledTimes(2);
    });

    it("lets those have the connection who wait for it, also within a turn", async () => {
      const { db, store } = await opened(database);
      await store.findKey({ id: ID });
      let turnOver = false;
      setImmediate(() => (turnOver = true));
      let others = 0;
      const other = db.raw("select 1").then(() => others++);
      for (let read = 0; read < 1_000 && others === 0; read++) await store.findKey({ id: ID });
      expect({ others, turnOver }).toEqual({ others: 1, turnOver: false });
      await other;
    });

    it("never shows what a transaction of the same connection has not committed", async () => {
      const { db, store } = await opened(database);
      await store.findKey({ id: ID });
      const read = store.transact(async (tx) => {
        await tx.updateKey({ ...KEY, enabled: false });
        const outside = store.findKey({ id: ID });
        await new Promise(setImmediate);
        return () => outside;
      });
      const outside = await read;
      expect(await outside()).toMatchObject({ enabled: false });
      await store.transact((tx) => tx.updateKey(KEY));
      expect(clientOf(db).pool.numUsed()).toBe(0);
    });
  },
  ["sqlite"],
);

describeOnEach(
  "a key that is read by its id from a file that is not in WAL",
  (database) => {
    it("waits for a lock no longer than other reads do", async () => {
      const { db, store } = await opened(database, "delete");
      const pragma = await onConnection(db, (connection) => jest.spyOn(connection, "pragma"));
      expect(await store.findKey({ id: ID })).toEqual(KEY);
      expect(pragma.mock.calls.map(([source]) => source)).toEqual([
        "journal_mode",
        "busy_timeout",
        "busy_timeout = 250",
        "busy_timeout = 5000",
      ]);
    });
  },
  ["sqlite"],
);

describeOnEach(
  "a server that stops answering",
  (database) => {
    it("makes a read by id fail in seconds, and its connection is not used again", async () => {
      await opened(database);
      const proxy = await stoppingProxy(addressOf(SERVERS[database.engine as "mysql" | "postgres"]));
      const url = new URL(database.config().connection as string);
      url.host = `127.0.0.1:${proxy.port}`;
      const db = database.open({ connection: url.href, pool: { min: 0, max: 1 } });
      const store = knexStore(db);
      await store.findKey({ id: ID });
      proxy.stop();
      const stuck = store.findKey({ id: ID });
      await sleep(100);
      const [used] = [...clientOf(db).pool.used];
      await expect(stuck).rejects.toMatchObject({ code: "store_unavailable", retryAfter: 1 });
      expect(socketOf(used?.resource)).toMatchObject({ destroyed: true });
      proxy.resume();
      expect(await store.findKey({ id: ID })).toEqual(KEY);
      await db.destroy();
      await proxy.close();

      function socketOf(connection: unknown): Socket | undefined {
        const { stream, connection: inner } = connection as {
          stream?: Socket;
          connection?: { stream: Socket };
        };
        return stream ?? inner?.stream;
      }
    });
  },
  ["mysql", "postgres"],
);
