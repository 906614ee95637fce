import type { ModuleFormat } from "./project.js";

/** A database that `init` can set up. */
export interface Store {
  readonly label: string;
  readonly driver: string;
  /** What makes `db` in the configuration. */
  code(format: ModuleFormat): string;
  /** What has to be in the environment, and what to put there until somebody does. */
  readonly variables: Readonly<Record<string, string>>;
  /** What git is not to see. */
  readonly ignored: readonly string[];
}

export type StoreName = "sqlite" | "mysql" | "postgres";

export const STORES: Readonly<Record<StoreName, Store>> = {
  sqlite: {
    label: "SQLite, in a file beside the app",
    driver: "better-sqlite3",
    code: (format) => `const db = knex({
  client: "better-sqlite3",
  connection: { filename: join(${format === "esm" ? "import.meta.dirname" : "__dirname"}, "latchkey.sqlite") },
  useNullAsDefault: true,
  pool: {
    min: 1,
    max: 1,
    // The app and the \`latchkey\` command share the file: with a write-ahead log neither waits for the other.
    afterCreate(connection, done) {
      connection.pragma("journal_mode = WAL");
      connection.pragma("synchronous = FULL");
      done();
    },
  },
});`,
    variables: {},
    ignored: ["latchkey.sqlite*"],
  },
  mysql: {
    label: "MariaDB or MySQL",
    driver: "mysql2",
    code: () => `const db = knex({ client: "mysql2", connection: process.env.DATABASE_URL });`,
    variables: { DATABASE_URL: "mysql://user:password@127.0.0.1:3306/database" },
    ignored: [],
  },
  postgres: {
    label: "PostgreSQL",
    driver: "pg",
    code: () => `const db = knex({ client: "pg", connection: process.env.DATABASE_URL });`,
    variables: { DATABASE_URL: "postgres://user:password@127.0.0.1:5432/database" },
    ignored: [],
  },
};
