import { ConfigurationError } from "@latchkey/core";
import type { Knex } from "knex";

import type { Dialect } from "./dialect.js";
import { mysql } from "./mysql.js";
import { postgres } from "./postgres.js";
import { sqlite } from "./sqlite.js";

const DIALECTS: Readonly<Record<string, Dialect>> = { "better-sqlite3": sqlite, mysql2: mysql, pg: postgres };

/** The dialect of knex's `client`; the one place that asks which database this is. */
export function dialectOf(client: Knex.Client): Dialect {
  const name = client.driverName;
  const dialect = Object.hasOwn(DIALECTS, name) ? DIALECTS[name] : undefined;
  if (dialect === undefined) {
    const known = Object.keys(DIALECTS).map((driver) => `"${driver}"`);
    throw new ConfigurationError("db", `has the client "${name}"; make it with one of ${known.join(", ")}`);
  }
  dialect.checkClient(client);
  return dialect;
}
