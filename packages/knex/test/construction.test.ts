import { knexStore, migrate } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

const opened: Knex[] = [];

function open(config: Knex.Config): Knex {
  const db = knexPkg.knex({ useNullAsDefault: true, ...config });
  opened.push(db);
  return db;
}

function sqlite(pool?: Knex.PoolConfig): Knex {
  return open({ client: "better-sqlite3", connection: { filename: ":memory:" }, ...(pool && { pool }) });
}

describe("knexStore and migrate", () => {
  afterEach(() => Promise.all(opened.splice(0).map((db) => db.destroy())));

  it("refuse a transaction, whose locks and end are the application's", async () => {
    await sqlite().transaction(async (trx) => {
      expect(() => knexStore(trx)).toThrow("not a transaction");
      await expect(migrate(trx)).rejects.toThrow("not a transaction");
    });
  });

  it.each([
    ["an option they do not know", () => [sqlite(), { tableprefix: "a_" }], "did you mean `tablePrefix`?"],
    ["a prefix that would need quotes", () => [sqlite(), { tablePrefix: "my-keys." }], "tablePrefix"],
    ["a prefix that ends in SQL", () => [sqlite(), { tablePrefix: 'a"; drop table x; --' }], "tablePrefix"],
    ["an empty prefix", () => [sqlite(), { tablePrefix: "" }], "tablePrefix"],
    [
      "a prefix too long for PostgreSQL's names",
      () => [sqlite(), { tablePrefix: "a".repeat(25) }],
      "1 to 24",
    ],
    ["options that are none", () => [sqlite(), "latchkey_"], "takes an object of options"],
    ["a SQLite pool of more than one", () => [sqlite({ min: 1, max: 2 })], "pool: { min: 1, max: 1 }"],
    ["something that is not a knex", () => [{}], "must be a knex instance"],
    ["nothing", () => [undefined], "must be a knex instance"],
    ["a knex without connections", () => [open({ client: "pg" })], "no connections"],
    [
      "a client they do not know",
      () => [open({ client: "cockroachdb", connection: {} })],
      'one of "better-sqlite3", "mysql2", "pg"',
    ],
  ] as const)("refuse %s, and say what to do", async (_, given, remedy) => {
    const [db, options] = given() as unknown as Parameters<typeof migrate>;
    expect(() => knexStore(db, options)).toThrow(remedy);
    await expect(migrate(db, options)).rejects.toThrow(remedy);
  });
});
