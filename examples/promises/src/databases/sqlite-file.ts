import { join } from "node:path";

import { scratchFolder } from "../processes/scratch-folder.ts";
import type { Database } from "./database.ts";

interface SqliteConnection {
  pragma(statement: string): unknown;
}

/** A SQLite file in a folder of its own. */
export async function sqliteFile(): Promise<Database> {
  const folder = scratchFolder();
  const file = join(folder.path, "latchkey.sqlite");
  const noProcess = () => {
    throw new Error("SQLite is a library: there is no process to stop");
  };
  return {
    engine: "sqlite",
    url: `sqlite:${file}`,
    config: {
      client: "better-sqlite3",
      connection: { filename: file },
      useNullAsDefault: true,
      pool: SQLITE_POOL,
    },
    freeze: noProcess,
    thaw: noProcess,
    kill: async () => noProcess(),
    restart: async () => noProcess(),
    remove: async () => folder.remove(),
  };
}

function makeDurable(connection: SqliteConnection, done: (error: null, connection: unknown) => void): void {
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  done(null, connection);
}

/** As the example server opens it. */
export const SQLITE_POOL = { min: 1, max: 1, afterCreate: makeDurable };
