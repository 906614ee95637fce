import { createKeyring, systemActor, type CreateKey, type Keyring } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { clientOf } from "../support/client-of.js";
import { recordStatements } from "../support/record-statements.js";
import { describeOnEach, type Engine } from "../support/test-databases.js";

const OPERATOR = systemActor("operator");
const INPUT: CreateKey = { orgId: "acme", role: "reader" };

describeOnEach("a keyring that makes keys", (database) => {
  let db: Knex;
  let keyring: Keyring;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    keyring = createKeyring({
      store: knexStore(db),
      prefix: "acme",
      peppers: [{ version: 1, secret: "a pepper of at least thirty-two bytes" }],
      roles: { reader: ["bundles:read"] },
      policy: { maxKeysPerProject: 10_000 },
    });
    // A connection's first statement looks at its session.
    await keyring.create(INPUT, OPERATOR);
  });
  afterAll(() => keyring.close());

  it("runs so many statements for one, each of them one round trip", async () => {
    const statements = await recordStatements(db, () => keyring.create(INPUT, OPERATOR));
    expect(statements.map(({ sql }) => verbOf(sql))).toEqual(STATEMENTS[database.engine]);
  });

  it("runs as many for a hundred as for one", async () => {
    const inputs = Array<CreateKey>(100).fill(INPUT);
    const statements = await recordStatements(db, () => keyring.createMany(inputs, OPERATOR));
    expect(statements.map(({ sql }) => verbOf(sql))).toEqual(STATEMENTS[database.engine]);
  });

  it("runs two more for a hundred and one", async () => {
    const inputs = Array<CreateKey>(101).fill(INPUT);
    const statements = await recordStatements(db, () => keyring.createMany(inputs, OPERATOR));
    expect(statements).toHaveLength(STATEMENTS[database.engine].length + 2);
  });

  it("writes the same text for each, whatever the key", async () => {
    const texts = new Set<string>();
    for (const name of ["one", "another"]) {
      const statements = await recordStatements(db, () => keyring.create({ ...INPUT, name }, OPERATOR));
      texts.add(statements.map(({ sql }) => sql.replace(/timeout = \d+/, "")).join());
    }
    expect(texts.size).toBe(1);
  });

  it("tells of the answers, too", async () => {
    const answered: string[] = [];
    const listener = (_answer: unknown, { sql }: { sql: string }) => void answered.push(verbOf(sql));
    db.on("query-response", listener);
    await keyring.create(INPUT, OPERATOR);
    db.removeListener("query-response", listener);
    expect(answered).toEqual(STATEMENTS[database.engine]);
  });
});

describeOnEach(
  "a store",
  (database) => {
    it("prepares what it runs for each write only once", async () => {
      const db = database.open();
      await migrate(db);
      const store = knexStore(db);
      const write = () => store.transact((tx) => tx.countKeys({ by: "org", org: "acme" }));
      await write();
      const connection = (await clientOf(db).acquireConnection()) as { prepare(sql: string): unknown };
      const prepared = jest.spyOn(connection, "prepare");
      await clientOf(db).releaseConnection(connection);
      await write();
      expect(prepared.mock.calls.map(([sql]) => sql).filter((sql) => !sql.startsWith("PRAGMA"))).toEqual([]);
    });
  },
  ["sqlite"],
);

/** The commands that a create sends, each answered before the next is needed. */
const STATEMENTS: Record<Engine, readonly string[]> = {
  sqlite: ["begin", "select", "select", "insert", "insert", "update", "commit"],
  mysql: ["set", "set", "start", "select", "select", "insert", "insert", "update", "commit", "set"],
  postgres: ["begin", "select", "insert", "with", "commit"],
};

function verbOf(sql: string): string {
  return sql.split(" ", 1)[0] ?? "";
}
