import type { Knex } from "knex";

/** The databases that there are checks for. */
export type Engine = "sqlite" | "mysql" | "postgres";

const ENGINES: Readonly<Record<string, Engine>> = {
  "better-sqlite3": "sqlite",
  mysql2: "mysql",
  pg: "postgres",
};

/** Which database knex is connected to; undefined for one that Latchkey does not work on. */
export function engineOf(db: Knex): Engine | undefined {
  return ENGINES[String((db.client as Knex.Client).driverName)];
}

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a SELECT, whichever driver has read them. Its columns have plain names, which no mapper changes. */
export async function select(
  db: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<readonly Row[]> {
  const answer: unknown = await db.raw(sql, [...bindings]);
  if (!Array.isArray(answer)) return (answer as { readonly rows: readonly Row[] }).rows;
  return (Array.isArray(answer[0]) ? answer[0] : answer) as readonly Row[];
}
