import { unavailable } from "../connection/store-fault.js";
import type { Connection, Dialect, RowValues, RunSql } from "./dialect.js";

const IDLE_SECONDS = 5;
const MIGRATION_WAIT_SECONDS = 60;

/** What mysql2's connection can do. */
interface MysqlConnection {
  readonly config?: { readonly typeCast?: unknown };
  execute(statement: object, done: (fault: Error | null, rows?: readonly RowValues[]) => void): unknown;
}

/** MariaDB and MySQL, both through mysql2. */
export const mysql: Dialect = {
  checkClient() {},

  sever(connection: Connection & { destroy?: () => void; stream?: { destroy(): void } }) {
    connection.__knex__disposed ??= "ended by latchkey after a fault";
    connection.destroy?.();
    // destroy() waits for the server to close its side too.
    connection.stream?.destroy();
  },

  checkSession: requireSafe,

  borrow: () => () => {},

  answersAtOnce: false,

  // The driver keeps the statements with the connection.
  prepareRead(connection: Connection & Partial<MysqlConnection>, sqlOf) {
    // An application's own `typeCast` need not know how prepared statements send their values.
    if (typeof connection.execute !== "function" || typeof connection.config?.typeCast === "function")
      return undefined;
    const { execute } = connection as MysqlConnection;
    return (values) =>
      new Promise((resolve, reject) => {
        const statement = { sql: sqlOf(values.length), values, rowsAsArray: true };
        execute.call(connection, statement, (fault, rows = []) => (fault ? reject(fault) : resolve(rows)));
      });
  },

  forRepeated: (connection) => connection,

  locksWhole: false,

  openWrite: (waitMs, locks) => ({
    begin: [
      limitsOfWrite(waitMs),
      "set transaction isolation level read committed",
      "start transaction read write",
    ],
    read: locks
      ? `select ${[...locks.columns, SESSION_DURING_WRITE].join(", ")} from ${locks.from} for update`
      : `select ${SESSION_DURING_WRITE}`,
  }),

  checkOpened: (answer) => requireSafeSession(firstRow(answer)),

  closeWrite: [
    "set session innodb_lock_wait_timeout = @latchkey_lock_wait, session sql_mode = @latchkey_sql_mode" +
      mariadbOnly(", session idle_transaction_timeout = @latchkey_idle"),
  ],

  insertsWithin: false,

  rowsOf: (answer) => (answer as readonly [readonly unknown[]])[0],

  writtenBy: (answer) => (answer as readonly [{ readonly affectedRows: number }])[0].affectedRows,

  incoming: "values(??)",

  // MariaDB sorts by hand as soon as ORDER BY names a constant.
  scans: { indexHint: "force index (??)", sortsByConstants: false, hidesConstants: false },

  migrations: {
    // Every CREATE TABLE commits.
    transactional: false,
    async lock(runSql, tablePrefix) {
      await requireSafe(runSql);
      const [row] = await rows(
        runSql(`select get_lock(${LOCK_NAME}, ${MIGRATION_WAIT_SECONDS}) as held`, [tablePrefix]),
      );
      if (row?.held === null) {
        throw new Error("latchkey: the connection names no database, or cannot take locks in it");
      }
      if (Number(row?.held) !== 1) {
        throw new Error(
          `latchkey: another process has been migrating these tables for ${MIGRATION_WAIT_SECONDS} s`,
        );
      }
    },
    unlock: releaseLock,
    abandon: releaseLock,
    async tableSyntax(runSql) {
      const [row] = await rows(runSql("select version() as version"));
      // `utf8mb4_bin` would pad: 'acme ' would be 'acme'.
      const collation = /mariadb/i.test(String(row?.version)) ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
      return {
        text: (length) => `varchar(${length})`,
        longText: "longtext",
        integer: "bigint",
        flag: "boolean",
        inlineIndexes: true,
        tableOptions: ` engine=InnoDB row_format=dynamic default character set utf8mb4 collate ${collation}`,
      };
    },
  },
};

/** Such locks belong to the whole server and have names of 64 characters at most. */
const LOCK_NAME = "concat('latchkey ', sha1(concat(database(), '.', ?)))";

async function releaseLock(runSql: RunSql, tablePrefix: string): Promise<void> {
  await runSql(`select release_lock(${LOCK_NAME})`, [tablePrefix]);
}

/** Of a session, what `requireSafeSession` looks at. */
const SESSION = sessionWith("@@sql_mode");
/** The same while the session has the sql_mode of a write. */
const SESSION_DURING_WRITE = sessionWith("@latchkey_sql_mode");

function sessionWith(sqlMode: string): string {
  return `${sqlMode} as sql_mode, @@character_set_client as character_set_client, @@autocommit as autocommit`;
}

/**
 * Limits a session for one write, and has it remember what it had: an application may set its sessions anew at any
 * time, so that it cannot be remembered here. The old values are read before any is set.
 */
function limitsOfWrite(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return (
    "set @latchkey_lock_wait = @@session.innodb_lock_wait_timeout, @latchkey_sql_mode = @@session.sql_mode" +
    mariadbOnly(", @latchkey_idle = @@session.idle_transaction_timeout") +
    `, session innodb_lock_wait_timeout = ${seconds}` +
    // Whatever the application prefers: a value that does not fit is refused, not cut.
    ", session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'" +
    mariadbOnly(`, session idle_transaction_timeout = ${IDLE_SECONDS}`)
  );
}

/** SQL that is a comment to MySQL, which has nothing that ends an idle transaction, and to MariaDB before 10.3. */
function mariadbOnly(sql: string): string {
  return ` /*M!100300 ${sql} */`;
}

type Row = Readonly<Record<string, unknown>>;

async function requireSafe(runSql: RunSql): Promise<void> {
  requireSafeSession(firstRow(await runSql(`select ${SESSION}`)));
}

function firstRow(answer: unknown): Row | undefined {
  return (answer as readonly [readonly Row[]])[0][0];
}

/**
 * Refuses sessions in which mysql2 would lose characters, in which its escaping of values would not hold, or whose
 * reads go on seeing what they saw first.
 */
function requireSafeSession(session: Row | undefined): void {
  // A head that is not there is told of elsewhere.
  if (session === undefined) return;
  const { character_set_client: charset, sql_mode: modes, autocommit } = session;
  if (charset === undefined) {
    throw unavailable(
      "Rows cannot be read by their columns' names: leave out mysql2's `rowsAsArray` and `nestTables`.",
    );
  }
  if (charset !== "utf8mb4") {
    throw unavailable(
      `Connections use ${charset as string}, which loses characters: give knex's connection \`charset: "utf8mb4"\`.`,
    );
  }
  if (String(modes).includes("NO_BACKSLASH_ESCAPES")) {
    throw unavailable(
      "Connections have NO_BACKSLASH_ESCAPES in sql_mode: take it out, mysql2 escapes with backslashes.",
    );
  }
  if (Number(autocommit) !== 1) {
    throw unavailable("Connections have autocommit off, and would go on reading old rows: leave it on.");
  }
}

async function rows(result: Promise<unknown>): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [found] = (await result) as [readonly Readonly<Record<string, unknown>>[]];
  return found;
}
