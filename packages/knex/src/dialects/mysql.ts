import { unavailable } from "../connection/store-fault.js";
import type { Connection, Dialect, RunSql } from "./dialect.js";

const IDLE_SECONDS = 5;
const MIGRATION_WAIT_SECONDS = 60;

/** MariaDB and MySQL, both through mysql2. */
export const mysql: Dialect = {
  checkClient() {},

  sever(connection: Connection & { destroy?: () => void; stream?: { destroy(): void } }) {
    connection.__knex__disposed ??= "ended by latchkey after a fault";
    connection.destroy?.();
    // destroy() waits for the server to close its side too.
    connection.stream?.destroy();
  },

  async checkSession(runSql) {
    requireSafeSession(await sessionVariables(runSql));
  },

  borrow: () => () => {},

  locksWhole: false,

  async limitWrites(runSql, waitMs) {
    const before = await sessionVariables(runSql);
    requireSafeSession(before);
    const during: Record<string, string> = {
      innodb_lock_wait_timeout: String(Math.max(1, Math.ceil(waitMs / 1000))),
      // Unknown to MySQL, which has nothing that ends an idle transaction.
      idle_transaction_timeout: String(IDLE_SECONDS),
      // Whatever the application prefers: a value that does not fit is refused, not cut.
      sql_mode: "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
    };
    const names = Object.keys(during).filter((name) => before.has(name));
    await runSql(setSession(names.map((name) => [name, during[name] ?? ""])));
    return [setSession(names.map((name) => [name, literal(before.get(name) ?? "")]))];
  },

  beginWrite: () => ["set transaction isolation level read committed", "start transaction read write"],

  incoming: "values(??)",

  // MariaDB sorts by hand as soon as ORDER BY names a constant.
  scans: { indexHint: "force index (??)", sortsByConstants: false, hidesConstants: false },

  migrations: {
    // Every CREATE TABLE commits.
    transactional: false,
    async lock(runSql, tablePrefix) {
      requireSafeSession(await sessionVariables(runSql));
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

type Variables = ReadonlyMap<string, string>;

async function sessionVariables(runSql: RunSql): Promise<Variables> {
  const found = await rows(
    runSql(
      "show session variables where variable_name in " +
        "('innodb_lock_wait_timeout', 'idle_transaction_timeout', 'sql_mode', 'character_set_client', 'autocommit')",
    ),
  );
  return new Map(found.map((row) => [String(row.Variable_name), String(row.Value)]));
}

/**
 * Refuses sessions in which mysql2 would lose characters, in which its escaping of values would not hold, or whose
 * reads go on seeing what they saw first.
 */
function requireSafeSession(variables: Variables): void {
  if (!variables.has("character_set_client")) {
    throw unavailable(
      "Rows cannot be read by their columns' names: leave out mysql2's `rowsAsArray` and `nestTables`.",
    );
  }
  const charset = variables.get("character_set_client");
  if (charset !== "utf8mb4") {
    throw unavailable(
      `Connections use ${charset}, which loses characters: give knex's connection \`charset: "utf8mb4"\`.`,
    );
  }
  if (variables.get("sql_mode")?.includes("NO_BACKSLASH_ESCAPES")) {
    throw unavailable(
      "Connections have NO_BACKSLASH_ESCAPES in sql_mode: take it out, mysql2 escapes with backslashes.",
    );
  }

  if (variables.get("autocommit") !== "ON") {
    throw unavailable("Connections have autocommit off, and would go on reading old rows: leave it on.");
  }
}

function setSession(assignments: readonly (readonly [name: string, value: string])[]): string {
  return `set session ${assignments.map(([name, value]) => `${name} = ${value}`).join(", ")}`;
}

/** Numbers as they are, names of modes in quotes; both come from the server's own list. */
function literal(value: string): string {
  return /^\d+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

async function rows(result: Promise<unknown>): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [found] = (await result) as [readonly Readonly<Record<string, unknown>>[]];
  return found;
}
