import type { Knex } from "knex";

export interface Statement {
  readonly sql: string;
  readonly bindings: Knex.RawBinding[];
}

/** The statements that are run on this knex while something is done. */
export async function recordStatements(db: Knex, run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const listener = ({ sql, bindings }: Statement) => statements.push({ sql, bindings: bindings ?? [] });
  db.on("query", listener);
  try {
    await run();
  } finally {
    db.removeListener("query", listener);
  }
  return statements;
}
