import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { createKeyring, systemActor, type Keyring } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { describeOnEach, type TestDatabase } from "./support/test-databases.js";

const ACTOR = systemActor("test");
const SECRET = "a pepper of at least thirty-two bytes";
const TABLES = ["keys", "roles", "changes", "usage", "last_used", "head", "migrations", "migrations_lock"];

describeOnEach("a keyring over knexStore", (database) => {
  let db: Knex;
  let keyring: Keyring;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    keyring = keyringOn(db);
  });

  it("leaves no token and no part of a secret in the database", async () => {
    const created = await createMany(keyring, 20);
    const [first] = created;
    await keyring.update({ number: 1 }, { name: "renamed" }, ACTOR);
    await keyring.verify(first?.token ?? "");
    await keyring.revoke({ number: 2 }, ACTOR, { reason: "left" });

    const dump = await dumped(db, database);
    expect(dump).toContain(first?.key.id);
    for (const { token, key } of created) {
      expect(dump).not.toContain(token);
      const [, , , secret = ""] = token.split("_");
      expect(secret).toHaveLength(49);
      expect(dump).not.toContain(secret.slice(0, 12));
      expect(dump).not.toContain(secret.slice(12, 24));
      expect((await keyring.verify(token)).ok).toBe(key.number !== 2);
    }
    expect(dump).not.toContain(SECRET);
  });

  it("knows its keys again in another process", async () => {
    const [{ key, token } = missing()] = await createMany(keyring, 1);
    const again = keyringOn(database.open());
    expect(await again.verify(token)).toMatchObject({ ok: true, principal: { keyId: key.id } });
    await again.revoke({ id: key.id }, ACTOR);
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "key_revoked" });
  });

  it("makes no number twice when two processes create at once", async () => {
    const other = keyringOn(database.open());
    const created = await Promise.all([createMany(keyring, 10), createMany(other, 10)]);
    const numbers = created.flat().map(({ key }) => key.number);
    expect(new Set(numbers).size).toBe(20);
  });
});

function keyringOn(db: Knex): Keyring {
  return createKeyring({ store: knexStore(db), prefix: "acme", peppers: [{ version: 1, secret: SECRET }] });
}

async function createMany(keyring: Keyring, count: number) {
  const created = [];
  for (let index = 0; index < count; index++) {
    const input = { orgId: "acme", permissions: ["bundles:read"], metadata: { index } };
    created.push(await keyring.create(input, ACTOR));
  }
  return created;
}

/** Everything the database holds of the store, as text; of SQLite the files themselves. */
async function dumped(db: Knex, database: TestDatabase): Promise<string> {
  const tables = await Promise.all(TABLES.map((table) => db(`latchkey_${table}`).select()));
  return JSON.stringify(tables) + filesOf(database);
}

function filesOf(database: TestDatabase): string {
  if (database.engine !== "sqlite") return "";
  const { filename } = database.config().connection as { filename: string };
  const folder = dirname(filename);
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("\n");
}

function missing(): never {
  throw new Error("no key was created");
}
