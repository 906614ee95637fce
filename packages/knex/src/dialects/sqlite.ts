import { setTimeout as sleep } from "node:timers/promises";

import { ConfigurationError } from "@latchkey/core";

import type { Connection, Dialect, RowValues, RunSql } from "./dialect.js";
import { rememberStatements } from "./remember-statements.js";

/** While SQLite waits for a lock, the whole process stands still; so it waits this long, and we try again. */
const BUSY_TIMEOUT_MS = 250;
const MIGRATION_WAIT_MS = 60_000;
const PAUSE_MS = 25;

/** What better-sqlite3's connection can do. */
interface SqliteConnection extends Connection {
  readonly open: boolean;
  pragma(source: string, options?: { readonly simple: boolean }): unknown;
  prepare(sql: string): SqliteStatement;
}

interface SqliteStatement {
  raw(): SqliteStatement;
  get(value: string): RowValues | undefined;
}

export const sqlite: Dialect = {
  checkClient(client) {
    const { max } = client.pool as { max?: number };
    if (max !== 1) {
      throw new ConfigurationError(
        "db",
        "must have `pool: { min: 1, max: 1 }`: two connections to SQLite lock each other out",
      );
    }
  },

  // There is no server to wait for, and an in-memory database would be lost with its connection.
  sever() {},

  checkSession: async () => {},

  borrow,

  answersAtOnce: true,

  prepareRead(connection: Connection & Partial<SqliteConnection>, sqlOf) {
    if (!canPrepare(connection)) return undefined;
    const statement = connection.prepare(sqlOf(1)).raw();
    const read = ([value]: readonly string[]) => {
      const row = statement.get(value as string);
      return row === undefined ? [] : [row];
    };
    // There readers wait for no writer.
    if (connection.pragma("journal_mode", { simple: true }) === "wal") return read;
    return (values) => {
      const giveBack = borrow(connection);
      try {
        return read(values);
      } finally {
        giveBack();
      }
    };
  },

  forRepeated: (connection: Connection & Partial<SqliteConnection>) =>
    canPrepare(connection) ? rememberStatements(connection) : connection,

  locksWhole: true,

  openWrite: (_waitMs, locks) => ({
    begin: ["begin immediate"],
    ...(locks && { read: `select ${locks.columns.join(", ")} from ${locks.from}` }),
  }),

  checkOpened() {},

  closeWrite: [],

  insertsWithin: false,

  rowsOf: (answer) => answer as readonly unknown[],

  writtenBy: (answer) => (answer as { readonly changes: number }).changes,

  incoming: "excluded.??",

  scans: { indexHint: "indexed by ??", sortsByConstants: false, hidesConstants: false },

  migrations: {
    transactional: true,
    lock: lockFile,
    unlock: async (runSql) => void (await runSql("commit")),
    abandon: async (runSql) => void (await runSql("rollback")),
    tableSyntax: async () => ({
      text: () => "text collate binary",
      longText: "text collate binary",
      integer: "integer",
      flag: "integer",
      inlineIndexes: false,
      tableOptions: "",
    }),
  },
};

function canPrepare(connection: Partial<SqliteConnection>): connection is SqliteConnection {
  return typeof connection.prepare === "function" && typeof connection.pragma === "function";
}

function borrow(connection: Connection & SqliteConnection): () => void {
  const before = Number(connection.pragma("busy_timeout", { simple: true }));
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return () => {
    // An application that has destroyed its knex meanwhile has closed the connection.
    if (connection.open) connection.pragma(`busy_timeout = ${before}`);
  };
}

/** Resolves with the statement that puts back how long the connection waited before. */
async function limitWaits(runSql: RunSql): Promise<string> {
  const [setting] = (await runSql("pragma busy_timeout")) as readonly { timeout?: unknown }[];
  await runSql(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return `pragma busy_timeout = ${Number(setting?.timeout)}`;
}

async function lockFile(runSql: RunSql): Promise<void> {
  const end = performance.now() + MIGRATION_WAIT_MS;
  const restore = await limitWaits(runSql);
  while (!(await begins(runSql, end))) await sleep(PAUSE_MS);
  await runSql(restore);
}

/** Whether the transaction has begun; rejects for another reason than the lock, or when the time is over. */
async function begins(runSql: RunSql, end: number): Promise<boolean> {
  try {
    await runSql("begin immediate");
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (!String(code).startsWith("SQLITE_BUSY") || performance.now() > end) throw error;
    return false;
  }
}
