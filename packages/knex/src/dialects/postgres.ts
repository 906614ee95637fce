import { createHash } from "node:crypto";

import { cancelQuery, type PostgresConnection } from "./cancel-query.js";
import type { Connection, Dialect, RowValues } from "./dialect.js";

const IDLE_SECONDS = 5;
const MIGRATION_WAIT_SECONDS = 60;

/** What pg's client can do. */
interface PostgresQueries {
  query(
    statement: object,
    done: (fault: Error | null, result?: { readonly rows: readonly RowValues[] }) => void,
  ): unknown;
}

export const postgres: Dialect = {
  checkClient() {},

  checkSession: async () => {},

  borrow: () => () => {},

  answersAtOnce: false,

  // Without a name: behind a proxy that shares connections out by transaction, the next one would not know it.
  prepareRead(connection: Connection & Partial<PostgresQueries>, sqlOf) {
    if (typeof connection.query !== "function") return undefined;
    const { query } = connection as PostgresQueries;
    return (values) =>
      new Promise((resolve, reject) => {
        const statement = { text: sqlOf(values.length), values, rowMode: "array" };
        query.call(connection, statement, (fault, result) =>
          fault ? reject(fault) : resolve(result?.rows ?? []),
        );
      });
  },

  forRepeated: (connection) => connection,

  locksWhole: false,

  sever(connection: Connection & PostgresConnection) {
    connection.__knex__disposed ??= "ended by latchkey after a fault";
    // A backend that waits for a lock does not notice that its client is gone, and would wait on for ever.
    cancelQuery(connection);
    // Closes the socket at once when a statement is under way.
    connection.end?.().catch(() => undefined);
  },

  // All limits are those of one transaction. Statements without values can be sent as one.
  openWrite(waitMs, locks) {
    const begin =
      `begin isolation level read committed read write; set local lock_timeout = ${waitMs}; ` +
      `set local idle_in_transaction_session_timeout = '${IDLE_SECONDS}s'`;
    if (locks === undefined) return { begin: [begin] };
    return { begin: [], read: `${begin}; select ${locks.columns.join(", ")} from ${locks.from} for update` };
  },

  checkOpened() {},

  closeWrite: [],

  insertsWithin: true,

  rowsOf: (answer) => lastOf(answer).rows,

  writtenBy: (answer) => lastOf(answer).rowCount,

  incoming: "excluded.??",

  // Its planner takes neither IS NULL nor a boolean for a constant, so that ORDER BY singles out one index.
  scans: { sortsByConstants: true, hidesConstants: true },

  migrations: {
    transactional: true,
    async lock(runSql, tablePrefix) {
      await runSql(
        `begin isolation level read committed; set local lock_timeout = '${MIGRATION_WAIT_SECONDS}s'`,
      );
      await runSql("select pg_advisory_xact_lock(cast(? as bigint))", [lockNumber(tablePrefix)]);
    },
    unlock: async (runSql) => void (await runSql("commit")),
    abandon: async (runSql) => void (await runSql("rollback")),
    tableSyntax: async () => ({
      text: (length) => `varchar(${length}) collate "C"`,
      longText: 'text collate "C"',
      integer: "bigint",
      flag: "boolean",
      inlineIndexes: false,
      tableOptions: "",
    }),
  },
};

interface Answer {
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

/** There is one answer for each statement, and no list around the only one. */
function lastOf(answer: unknown): Answer {
  return (Array.isArray(answer) ? answer.at(-1) : answer) as Answer;
}

/** Advisory locks have 64-bit numbers for names, one set for each database. */
function lockNumber(tablePrefix: string): string {
  return createHash("sha256")
    .update(`latchkey migrations ${tablePrefix}`)
    .digest()
    .readBigInt64BE()
    .toString();
}
