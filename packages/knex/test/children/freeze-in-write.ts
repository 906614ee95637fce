import { knexStore } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

import { nextKey } from "../support/next-key.js";
import { sessionSettings } from "../support/session-settings.js";
import type { Engine } from "../support/test-databases.js";

interface Task {
  readonly config: Knex.Config;
  readonly engine: Engine;
  /** Where this process stops itself: behind a statement of a transaction's work, or before the COMMIT of usage. */
  readonly within: "work" | "usage";
}

const { config, engine, within } = JSON.parse(process.argv[2] ?? "") as Task;
const log = { debug() {}, deprecate() {}, error() {}, warn() {} };
const db = knexPkg.knex({ ...config, log, pool: { min: 0, max: 1 } });
const store = knexStore(db);
const before = JSON.stringify(await sessionSettings(engine).settings(db));

const outcome = await (within === "work" ? freezeInWork() : freezeInUsage()).then(
  () => "committed",
  (error: { code?: unknown }) => error.code,
);
// On a pool of one, this has the connection that was frozen, or the one that took its place.
const after = JSON.stringify(await sessionSettings(engine).settings(db));
await store.transact(nextKey);
await db.destroy();
process.stdout.write(`${JSON.stringify({ outcome, restored: after === before })}\n`);

function freezeInWork(): Promise<void> {
  return store.transact(async (tx) => {
    await nextKey(tx);
    freeze();
  });
}

function freezeInUsage(): Promise<void> {
  // Below knex's events, because nothing of ours runs between two statements of usage.
  const driver = Object.getPrototypeOf(db.client) as {
    _query(connection: unknown, statement: { sql: string }): unknown;
  };
  const query = driver._query;
  driver._query = function freezing(connection, statement) {
    if (statement.sql === "commit") {
      driver._query = query;
      freeze();
    }
    return query.call(this, connection, statement);
  };
  return store.addUsage({
    hours: [{ keyId: "a", hour: 0, accepted: 1, refused: 0 }],
    lastUsed: [{ keyId: "a", at: 1, address: null, userAgent: null, oldSecretAt: null }],
  });
}

function freeze(): void {
  process.stdout.write("frozen\n");
  process.kill(process.pid, "SIGSTOP");
}
