import type { Knex } from "knex";

import type { BenchDatabase } from "../databases/bench-database.ts";

/** Reads one row by its id. */
export type RawRead = (id: string) => unknown;

type Done = (fault: Error | null, rows: unknown) => void;

/** What the drivers' connections can do. */
interface SqliteConnection {
  prepare(sql: string): { raw(): { get(id: string): unknown } };
}
interface MysqlConnection {
  execute(statement: Statement & { readonly sql: string; readonly rowsAsArray: true }, done: Done): void;
}
interface PostgresConnection {
  query(
    statement: Statement & { readonly name: string; readonly text: string; readonly rowMode: "array" },
    done: Done,
  ): void;
}
interface Statement {
  readonly values: readonly string[];
}

/**
 * The read of a key's row in the driver's own words, prepared once, on a connection that is at hand, as a list of
 * its values: no less can be done for a row.
 */
export async function rawRead(db: Knex, { engine }: BenchDatabase): Promise<RawRead> {
  const columns = Object.keys(await db("latchkey_keys").columnInfo()).filter((name) => name !== "live");
  const sql = db("latchkey_keys").select(columns).where("id", "").toSQL().toNative().sql;
  const connection: unknown = await (db.client as Knex.Client).acquireConnection();
  return READS[engine](connection, sql);
}

const READS: Readonly<Record<BenchDatabase["engine"], (connection: unknown, sql: string) => RawRead>> = {
  sqlite(connection, sql) {
    const statement = (connection as SqliteConnection).prepare(sql).raw();
    return (id) => statement.get(id);
  },
  mariadb(connection, sql) {
    const mysql = connection as MysqlConnection;
    return (id) => promised((done) => mysql.execute({ sql, values: [id], rowsAsArray: true }, done));
  },
  postgres(connection, sql) {
    const postgres = connection as PostgresConnection;
    return (id) =>
      promised((done) => postgres.query({ name: "key", text: sql, values: [id], rowMode: "array" }, done));
  },
};

function promised(run: (done: Done) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    run((fault, rows) => (fault === null ? resolve(rows) : reject(fault)));
  });
}
