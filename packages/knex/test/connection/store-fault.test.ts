import { inspect } from "node:util";

import type { KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { dropTables } from "../support/drop-tables.js";
import { sampleChange, sampleKey, sampleRole } from "../support/sample-records.js";
import { describeOnEach } from "../support/test-databases.js";

const CANARY = "canary-4c7d1f";

/** A key that shows its canary wherever one of its values is shown. */
const CANARY_KEY = sampleKey(1, {
  id: "canary-4c7d1f-id",
  name: `${CANARY} name`,
  nameLower: `${CANARY} name`,
  orgId: `${CANARY} org`,
  digest: `${CANARY} digest`,
  metadata: { [CANARY]: CANARY },
});

describeOnEach("a fault of the database", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(() => {
    db = database.open();
    store = knexStore(db);
  });
  beforeEach(() => migrate(db));
  afterEach(() => dropTables(db));

  it("shows codes and no values when a key is taken", async () => {
    const insert = () => store.transact((tx) => tx.insertKeys([CANARY_KEY]));
    await insert();
    expectBare(await rejectionOf(insert()), /^(?:ER_DUP_ENTRY|23505|SQLITE_CONSTRAINT_\w+)$/);
  });

  it("shows codes and no values when a table is gone, in the middle of a transaction too", async () => {
    const gone = /^(?:ER_NO_SUCH_TABLE|42P01|SQLITE_NO_SUCH_TABLE)$/;
    await db.schema.dropTable("latchkey_keys");
    await db.schema.dropTable("latchkey_changes");
    const { id, orgId } = CANARY_KEY;
    const scan = { order: "number", within: { by: "org", org: orgId }, live: true, limit: 1 } as const;
    expectBare(await rejectionOf(store.findKey({ id })), gone);
    expectBare(await rejectionOf(store.scanKeys(scan)), gone);
    expectBare(await rejectionOf(store.transact((tx) => tx.insertKeys([CANARY_KEY]))), gone);
    expectBare(await rejectionOf(store.transact((tx) => tx.updateKey(CANARY_KEY))), gone);
    const change = sampleChange(1, { actorName: CANARY, detail: JSON.stringify(CANARY_KEY) });
    const head = { lastSeq: 1, lastHash: CANARY, lastNumber: 1 };
    expectBare(await rejectionOf(store.transact((tx) => tx.appendChanges([change], head))), gone);
  });

  it("shows no values of a row that was changed by other hands", async () => {
    await store.transact((tx) => tx.insertKeys([CANARY_KEY]));
    for (const damage of [
      { metadata: CANARY },
      { permissions: `"${CANARY}"` },
      { env: CANARY },
      { version: -0.5 },
    ]) {
      if ("version" in damage && database.engine !== "sqlite") continue;
      await db("latchkey_keys").update(damage);
      const error = await rejectionOf(store.findKey({ number: 1 }));
      expect(error).toMatchObject({ code: "store_unavailable" });
      expect(inspect(error, { depth: 10 })).not.toContain(CANARY);
      await db("latchkey_keys").update({ metadata: "{}", permissions: null, env: "live", version: 1 });
    }
  });

  it("shows codes and no values of roles, of usage and of what was expected", async () => {
    const gone = /^(?:ER_NO_SUCH_TABLE|42P01|SQLITE_NO_SUCH_TABLE)$/;
    const role = sampleRole({ orgId: CANARY, name: CANARY, description: CANARY });
    await store.transact((tx) => tx.saveRole(role));
    const taken = store.transact((tx) => tx.saveRole({ ...role, id: "another" }));
    expect(inspect(await rejectionOf(taken), { depth: 10 })).not.toContain(CANARY);

    for (const table of ["roles", "usage", "last_used", "keys"])
      await db.schema.dropTable(`latchkey_${table}`);
    const use = { keyId: CANARY, at: 1, address: CANARY, userAgent: CANARY, oldSecretAt: null };
    expectBare(await rejectionOf(store.addUsage({ hours: [], lastUsed: [use] })), gone);
    expectBare(await rejectionOf(store.readUsage({ keys: [CANARY] })), gone);
    expectBare(await rejectionOf(store.findRoles({ by: "org", org: CANARY, limit: 1 })), gone);
    expectBare(await rejectionOf(store.transact((tx) => tx.saveRole(role))), gone);
    expectBare(await rejectionOf(store.transact((tx) => tx.erase({ keys: [CANARY] }))), gone);
    expectBare(await rejectionOf(store.transact((tx) => tx.countKeys({ by: "owner", owner: CANARY }))), gone);
    const expected = {
      digest: [CANARY],
      previousDigest: [],
      lookup: [],
      sealedToken: [],
      changeHash: [],
    };
    expectBare(await rejectionOf(store.survey(expected, 0)), gone);
  });

  it("shows no values of a record that cannot be kept", async () => {
    const error = await rejectionOf(
      store.transact((tx) => tx.insertKeys([{ ...CANARY_KEY, orgId: `${CANARY}\ud800` }])),
    );
    expect(String(error)).toContain("org_id must not hold NUL or broken Unicode");
    expect(inspect(error, { depth: 10 })).not.toContain(CANARY);
  });
});

/** `store_unavailable` with a cause that holds this code, and nothing of the statement anywhere. */
function expectBare(error: unknown, code: RegExp): void {
  expect(error).toMatchObject({ code: "store_unavailable", retryAfter: 1 });
  expect((error as { cause: { code: string } }).cause.code).toMatch(code);
  const shown = inspect(error, { depth: 10, showHidden: true });
  expect(shown).not.toContain(CANARY);
  expect(shown).not.toMatch(/insert into|update [`"]|select [`"]|values \(/i);
}

function rejectionOf(answer: unknown): Promise<unknown> {
  return Promise.resolve(answer).then(
    () => Promise.reject(new Error("resolved where a rejection was expected")),
    (error: unknown) => error,
  );
}
