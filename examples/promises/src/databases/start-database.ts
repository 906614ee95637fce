import type { Database, Engine } from "./database.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { MARIADB_PROGRAMS, startMariadb } from "./start-mariadb.ts";
import { POSTGRES_PROGRAMS, startPostgres } from "./start-postgres.ts";

/** Starts a database of this engine, in a folder of its own. */
export function startDatabase(engine: Engine): Promise<Database> {
  return STARTS[engine]();
}

const STARTS: Readonly<Record<Engine, () => Promise<Database>>> = {
  sqlite: sqliteFile,
  mariadb: startMariadb,
  postgres: startPostgres,
};

/** The programs that an engine needs on this machine. */
export const PROGRAMS: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [],
  mariadb: MARIADB_PROGRAMS,
  postgres: POSTGRES_PROGRAMS,
};
