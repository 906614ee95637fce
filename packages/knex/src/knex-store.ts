import type { KeyStore } from "@latchkey/core";
import type { Knex } from "knex";

import { findKey } from "./reading/find-key.js";
import { reading } from "./reading/reading.js";
import { readChanges } from "./reading/read-changes.js";
import { scanKeys } from "./reading/scan-keys.js";
import { storeContext } from "./store-context.js";
import type { StoreOptions } from "./store-options.js";
import { transactions } from "./writing/transact.js";

/**
 * A key store in the application's own database: SQLite (`better-sqlite3`), MariaDB or MySQL (`mysql2`) or PostgreSQL
 * (`pg`). It takes connections from the application's pool, one for each read and one for all writes of this process;
 * `migrate` makes its tables. Throws when the client or an option is not one it knows, or SQLite's pool is not of one.
 *
 * @example
 * const db = knexPkg.knex({ client: "mysql2", connection: "mysql://app@localhost/app" });
 * await migrate(db);
 * const store = knexStore(db);
 */
export function knexStore(db: Knex, options: StoreOptions = {}): KeyStore {
  const context = storeContext(db, options);
  return {
    findKey: (ref) => reading(context, (session) => findKey(context, session, ref)),
    scanKeys: (scan) => reading(context, (session) => scanKeys(context, session, scan)),
    readChanges: (range) => reading(context, (session) => readChanges(context, session, range)),
    transact: transactions(context),
  };
}
