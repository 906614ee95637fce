import type { Knex } from "knex";

import { SQLITE_POOL } from "../databases/sqlite-file.ts";

/** What `startChild` was given. */
export function toldDatabase(): Knex.Config {
  const config = JSON.parse(process.argv[2] ?? "{}") as Knex.Config;
  return config.client === "better-sqlite3" ? { ...config, pool: SQLITE_POOL } : config;
}
