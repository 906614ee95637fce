import { migrate } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

interface Task {
  readonly config: Knex.Config;
  /** Kill this process instead of running its statement of this number; 0 lets it live. */
  readonly killAt: number;
}

const { config, killAt } = JSON.parse(process.argv[2] ?? "") as Task;
const db = knexPkg.knex(config);
let statements = 0;

// Below knex's events, of which the migrator's copy of a knex has its own.
const driver = Object.getPrototypeOf(db.client) as {
  _query(connection: unknown, statement: unknown): unknown;
};
const query = driver._query;
driver._query = function counted(connection, statement) {
  statements += 1;
  if (statements === killAt) process.kill(process.pid, "SIGKILL");
  return query.call(this, connection, statement);
};

await migrate(db);
await db.destroy();
process.stdout.write(String(statements));
