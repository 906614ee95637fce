import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { dropTables } from "./support/drop-tables.js";
import { recordStatements } from "./support/record-statements.js";
import { sampleChange, sampleKey, sampleRole } from "./support/sample-records.js";
import { describeOnEach, type Engine } from "./support/test-databases.js";

interface Configuration {
  readonly title: string;
  readonly engines: readonly Engine[];
  overrides(own: Knex.Config): Knex.Config;
}

/** What applications set on knex and its drivers, and what would rename our columns or change what is read. */
const CONFIGURATIONS: readonly Configuration[] = [
  {
    title: "mappers of names",
    engines: ["sqlite", "mysql", "postgres"],
    overrides: () => ({
      wrapIdentifier: (name, original) => original(`mapped_${name}`),
      postProcessResponse: (response: unknown) =>
        Array.isArray(response) ? response.map(camelCased) : response,
    }),
  },
  {
    title: "integers read as bigint",
    engines: ["sqlite"],
    overrides: ({ connection }) => ({
      connection: {
        ...(connection as object),
        options: { safeIntegers: true },
      } as Knex.BetterSqlite3ConnectionConfig,
    }),
  },
  {
    title: "big numbers read as strings",
    engines: ["mysql"],
    overrides: mysqlConnection({ supportBigNumbers: true, bigNumberStrings: true }),
  },
  {
    title: "everything read as strings",
    engines: ["mysql"],
    overrides: mysqlConnection({ typeCast: (field: { string(): string | null }) => field.string() }),
  },
  {
    title: "a session that is not strict and quotes as ANSI does",
    engines: ["mysql"],
    overrides: () => onEachConnection("set session sql_mode = 'ANSI_QUOTES'"),
  },
  {
    title: "serializable transactions, read-only by default",
    engines: ["postgres"],
    overrides: () =>
      onEachConnection(
        "set default_transaction_isolation = 'serializable'; set default_transaction_read_only = on",
      ),
  },
];

for (const { title, engines, overrides } of CONFIGURATIONS) {
  describeOnEach(
    `an application with ${title}`,
    (database) => {
      it("has a store that keeps and finds everything exactly", async () => {
        await migrate(database.open());
        const store = knexStore(database.open(overrides(database.config())));
        const key = sampleKey(7, {
          orgId: "acme",
          expiresAt: 1_800_000_000_001,
          enabled: false,
          inherits: true,
        });
        const change = sampleChange(1, { at: 1_700_000_000_001 });
        const head = { lastSeq: 1, lastHash: change.hash, lastNumber: 7 };
        await store.transact(async (tx) => {
          await tx.insertKeys([key]);
          await tx.appendChanges([change], head);
        });

        expect(await store.findKey({ id: key.id })).toEqual(key);
        expect(await store.findKey({ number: 7 })).toEqual(key);
        expect(
          await store.scanKeys({ order: "name", within: { by: "org", org: "acme" }, live: true, limit: 9 }),
        ).toEqual([key]);
        expect(await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 9 })).toEqual([change]);
        await store.transact(async (tx) => {
          expect(tx.head).toEqual(head);
          await tx.updateKey({ ...key, version: 2 });
        });
        expect(await store.findKey({ number: 7 })).toEqual({ ...key, version: 2 });
      });
    },
    engines,
  );
}

describeOnEach("an application with mappers of names", (database) => {
  it("migrates to tables that an application without them can use", async () => {
    const mapped = database.open({ wrapIdentifier: (name, original) => original(`mapped_${name}`) });
    await migrate(mapped);
    await migrate(mapped);
    const plain = database.open();
    expect(await knexStore(plain).findKey({ number: 1 })).toBeNull();
    await dropTables(plain);
  });

  it("keeps its own mappers, and sees the store's statements", async () => {
    const mapped = database.open({ wrapIdentifier: (name, original) => original(`mapped_${name}`) });
    await migrate(mapped);
    const store = knexStore(mapped);
    const statements = await recordStatements(mapped, async () => store.findKey({ number: 1 }));
    expect(statements.map(({ sql }) => sql).join()).toContain("latchkey_keys");
    expect(mapped("t").select("a").toQuery()).toContain("mapped_a");
  });
});

describeOnEach(
  "an application whose sessions cannot be trusted with text",
  (database) => {
    it.each([
      ["utf8mb4", mysqlConnection({ charset: "latin1" })],
      ["NO_BACKSLASH_ESCAPES", () => onEachConnection("set session sql_mode = 'NO_BACKSLASH_ESCAPES'")],
    ])("is told to mind %s, and nothing is written", async (remedy, overrides) => {
      const db = database.open(overrides(database.config()));
      await expect(migrate(db)).rejects.toThrow(remedy);
      await migrate(database.open());
      await expect(knexStore(db).transact((tx) => tx.insertKeys([sampleKey(1)]))).rejects.toThrow(remedy);
      expect(await knexStore(database.open()).findKey({ number: 1 })).toBeNull();
    });
  },
  ["mysql"],
);

describeOnEach(
  "a table that was given another collation",
  (database) => {
    it("is still read byte for byte", async () => {
      const db = database.open();
      await migrate(db);
      for (const table of ["keys", "roles", "changes", "usage", "last_used"])
        await db.raw(
          `alter table latchkey_${table} convert to character set utf8mb4 collate utf8mb4_general_ci`,
        );
      const store = knexStore(db);
      const key = sampleKey(1, { id: "key_a", orgId: "acme", ownerId: "ada" });
      await store.transact((tx) => tx.insertKeys([key]));
      for (const id of ["KEY_A", "key_á", "key_a "]) expect(await store.findKey({ id })).toBeNull();
      const page = { order: "number", live: true, limit: 9 } as const;
      expect(await store.scanKeys({ ...page, within: { by: "org", org: "ACME" } })).toEqual([]);
      expect(await store.scanKeys({ ...page, within: { by: "owner", owner: "ada " } })).toEqual([]);
      expect(await store.scanKeys({ ...page, within: { by: "id", prefix: "KEY_" } })).toEqual([]);
      expect(await store.findKey({ id: "key_a" })).toEqual(key);

      const role = sampleRole({ id: "role_a", orgId: "acme", name: "reader" });
      await store.transact(async (tx) => {
        await tx.saveRole(role);
        await tx.appendChanges([sampleChange(1, { target: "key_a", actorId: "ada", orgId: "acme" })], HEAD);
      });
      expect(await store.findRoles({ by: "id", id: "ROLE_A" })).toEqual([]);
      expect(await store.findRoles({ by: "name", org: "acme", name: "Reader" })).toEqual([]);
      expect(await store.findRoles({ by: "name", org: "ACME", name: "reader" })).toEqual([]);
      expect(await store.findRoles({ by: "org", org: "acme ", limit: 9 })).toEqual([]);
      expect(await store.findRoles({ by: "org", org: "acme", limit: 9 })).toEqual([role]);
      for (const within of [
        { by: "target", target: "KEY_A" },
        { by: "actor", actor: "ada " },
        { by: "org", org: "ACME" },
      ] as const)
        expect(await store.scanChanges({ order: "seq", within, limit: 9 })).toEqual([]);

      await store.addUsage({
        hours: [{ keyId: "key_a", hour: 0, accepted: 1, refused: 0 }],
        lastUsed: [{ keyId: "key_a", at: 1, address: null, userAgent: null, oldSecretAt: null }],
      });
      const found = await store.readUsage({ keys: ["KEY_A", "key_a "], hours: { from: 0, to: 1 } });
      expect(found).toEqual({ hours: [], lastUsed: [] });
    });
  },
  ["mysql"],
);

const HEAD = { lastSeq: 1, lastHash: "hash-1", lastNumber: 1 };

function camelCased(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]));
}

/** The connection of a MySQL configuration as an object, with these options. */
function mysqlConnection(options: Record<string, unknown>) {
  return ({ connection }: Knex.Config): Knex.Config => {
    const { hostname, port, username, password, pathname } = new URL(connection as string);
    const base = {
      host: hostname,
      port: Number(port || 3306),
      user: username,
      password,
      database: pathname.slice(1),
    };
    return { connection: { ...base, ...options } };
  };
}

interface Queryable {
  query(sql: string, done: (error: Error | null) => void): void;
}

/** A pool that runs this on each new connection. */
function onEachConnection(sql: string): Knex.Config {
  return {
    pool: {
      min: 0,
      max: 4,
      afterCreate: (connection: Queryable, done: (error: Error | null, connection: Queryable) => void) =>
        connection.query(sql, (error) => done(error, connection)),
    },
  };
}
