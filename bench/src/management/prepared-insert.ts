import type { Engine } from "../databases/bench-database.ts";

/** Inserts one row, given its values in the order of the columns. */
export type Insert = (values: readonly unknown[]) => Promise<unknown>;

/** An insert of single rows, prepared once on a driver's connection. */
export function preparedInsert(
  engine: Engine,
  connection: unknown,
  table: string,
  columns: readonly string[],
): Insert {
  const into = `insert into ${table} (${columns.join(", ")}) values`;
  return DRIVERS[engine](
    connection,
    (marks) => `${into} (${columns.map((_, index) => marks(index)).join(", ")})`,
  );
}

interface BetterSqlite {
  prepare(sql: string): { run(values: readonly unknown[]): unknown };
}

interface Mysql2 {
  execute(sql: string, values: readonly unknown[], done: (error: Error | null) => void): void;
}

interface Pg {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<unknown>;
}

type Text = (mark: (index: number) => string) => string;

const DRIVERS: Readonly<Record<Engine, (connection: unknown, text: Text) => Insert>> = {
  sqlite(connection, text) {
    const statement = (connection as BetterSqlite).prepare(text(() => "?"));
    return async (values) => statement.run(values);
  },
  mariadb(connection, text) {
    const sql = text(() => "?");
    // It keeps what it has prepared by its text.
    const { execute } = promised(connection as Mysql2);
    return (values) => execute(sql, values);
  },
  postgres(connection, text) {
    const statement = { name: "insert one", text: text((index) => `$${index + 1}`) };
    return (values) => (connection as Pg).query({ ...statement, values });
  },
};

function promised(connection: Mysql2) {
  return {
    execute: (sql: string, values: readonly unknown[]) =>
      new Promise<void>((resolve, reject) => {
        connection.execute(sql, values, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
