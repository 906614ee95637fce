import type { KeyStore } from "@latchkey/core";
import type { Knex } from "knex";

import { busy } from "./connection/store-fault.js";
import { findRoles } from "./reading/find-roles.js";
import { readUsage } from "./reading/read-usage.js";
import { keyFinder } from "./reading/key-finder.js";
import { reading } from "./reading/reading.js";
import { scanChanges } from "./reading/scan-changes.js";
import { scanKeys } from "./reading/scan-keys.js";
import { survey } from "./reading/survey.js";
import { storeContext } from "./store-context.js";
import type { StoreOptions } from "./store-options.js";
import { usageWriter } from "./writing/add-usage.js";
import { transactions } from "./writing/transact.js";
import { turnstile } from "./writing/turnstile.js";

/**
 * A key store in the application's own database: SQLite (`better-sqlite3`), MariaDB or MySQL (`mysql2`) or PostgreSQL
 * (`pg`). It takes connections from the application's pool: one for each read (SQLite: one for all reads of keys in a
 * turn of the event loop), one for all management writes of this process and one for those of usage. `migrate` makes its
 * tables. Throws when the client or an option is not one it knows, or SQLite's pool is not of one.
 *
 * @example
 * const db = knexPkg.knex({ client: "mysql2", connection: "mysql://app@localhost/app" });
 * await migrate(db);
 * const store = knexStore(db);
 */
export function knexStore(db: Knex, options: StoreOptions = {}): KeyStore {
  const context = storeContext(db, options);
  const management = turnstile(busy);
  // A flush of usage that waits must not keep a revocation waiting, but where one lock is all there is.
  const usage = context.dialect.locksWhole ? management : turnstile(busy);
  return {
    findKey: keyFinder(context),
    scanKeys: (scan) => reading(context, (session) => scanKeys(context, session, scan)),
    findRoles: (query) => reading(context, (session) => findRoles(context, session, query)),
    scanChanges: (scan) => reading(context, (session) => scanChanges(context, session, scan)),
    readUsage: (query) => reading(context, (session) => readUsage(context, session, query)),
    addUsage: usageWriter(context, usage),
    survey: (expected, now) => reading(context, (session) => survey(context, session, expected, now)),
    transact: transactions(context, management),
  };
}
