import type { Knex } from "knex";

import type { Engine } from "./test-databases.js";

type AfterCreate = (connection: unknown, done: (error: Error | null, connection: unknown) => void) => void;

/** Settings of a session that are not the server's own, and how to read them. */
export function sessionSettings(engine: Engine): {
  afterCreate: AfterCreate;
  settings(db: Knex): Promise<unknown>;
} {
  return SETTINGS[engine];
}

interface Queryable {
  query(sql: string, done: (error: Error | null) => void): void;
}

/** Runs a statement on each new connection. */
function running(sql: string): AfterCreate {
  return (connection, done) => {
    (connection as Queryable).query(sql, (error) => done(error, connection));
  };
}

const SETTINGS: Record<Engine, ReturnType<typeof sessionSettings>> = {
  sqlite: {
    afterCreate(connection, done) {
      (connection as { pragma(sql: string): void }).pragma("busy_timeout = 1234");
      done(null, connection);
    },
    settings: (db) => db.raw("pragma busy_timeout"),
  },
  mysql: {
    afterCreate: running(
      "set session innodb_lock_wait_timeout = 17, sql_mode = 'ANSI_QUOTES', wait_timeout = 1000",
    ),
    async settings(db) {
      const variables =
        "'innodb_lock_wait_timeout', 'idle_transaction_timeout', 'sql_mode', 'tx_isolation', 'transaction_isolation'";
      const [rows] = (await db.raw(`show session variables where variable_name in (${variables})`)) as [
        unknown,
      ];
      return rows;
    },
  },
  postgres: {
    afterCreate: running("set lock_timeout = '17s'; set idle_in_transaction_session_timeout = '33s'"),
    async settings(db) {
      const names = ["lock_timeout", "idle_in_transaction_session_timeout", "transaction_isolation"];
      const found = await Promise.all(names.map((name) => db.raw<{ rows: unknown }>(`show ${name}`)));
      return found.map(({ rows }) => rows);
    },
  },
};
