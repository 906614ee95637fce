import { createKeyring, systemActor, type KeyRecord, type KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";

import { killWriter, type Acknowledged } from "../support/kill-writers.js";
import { patiently } from "../support/patiently.js";
import { describeOnEach } from "../support/test-databases.js";

const PEPPER = "a pepper of at least thirty-two bytes";
const AUDITOR = systemActor("auditor");
/** How many processes are killed, over all databases. */
const KILLS = Number(process.env.LATCHKEY_KILLS || 10);
const ON_EACH = Math.ceil(KILLS / 3);

describeOnEach(`a database whose writing processes are killed, ${ON_EACH} of them,`, (database) => {
  it(
    "keeps every change that was acknowledged, a chain that holds, and no half of a key",
    async () => {
      const db = database.open();
      await migrate(db);
      const store = knexStore(db);
      const keyring = createKeyring({
        store,
        prefix: "acme",
        peppers: [{ version: 1, secret: PEPPER }],
        cache: false,
      });
      let checkpoint;
      for (let round = 1; round <= ON_EACH; round++) {
        const said = await killWriter(database.config(), PEPPER, round);
        expect(said.tokens.size).toBeGreaterThan(0);
        // Who has the lock knows that the server has done with what was under way.
        const { lastNumber } = await patiently(() => store.transact(async (tx) => tx.head));

        const verdict = await keyring.changes.verify(AUDITOR, { checkpoint });
        if (!verdict.ok) throw new Error(verdict.detail);
        checkpoint = verdict.checkpoint;
        await expectWholeKeys(store, lastNumber);
        await expectKept(said, store, async (token) => (await keyring.verify(token)).ok);
      }
      await keyring.close();
    },
    120_000 + ON_EACH * 10_000,
  );
});

/** What was acknowledged is there; a key that was revoked and not acknowledged may be so or not. */
async function expectKept(
  { tokens, revoked }: Acknowledged,
  store: KeyStore,
  verifies: (token: string) => Promise<boolean>,
): Promise<void> {
  for (const [id, token] of tokens) {
    const key = await store.findKey({ id });
    if (key === null) throw new Error(`the key ${id} was acknowledged and is gone`);
    if (revoked.has(id)) expect(key.revokedAt).not.toBeNull();
    expect(await verifies(token)).toBe(key.revokedAt === null);
  }
}

/** Each key has a change for each of its versions, and each change a key. */
async function expectWholeKeys(store: KeyStore, lastNumber: number): Promise<void> {
  const keys = [...(await allKeys(store, true)), ...(await allKeys(store, false))];
  const changes = await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 100_000 });
  const versions = new Map<string, number>();
  for (const { target } of changes) versions.set(target, (versions.get(target) ?? 0) + 1);
  expect(new Map(keys.map(({ id, version }) => [id, version]))).toEqual(versions);
  const numbers = keys.map(({ number }) => number).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: lastNumber }, (_, index) => index + 1));
}

function allKeys(store: KeyStore, live: boolean): Promise<readonly KeyRecord[]> {
  return store.scanKeys({ order: "number", within: { by: "all" }, live, limit: 100_000 });
}
