import type { Knex } from "knex";

import { clientOf } from "./client-of.js";

/** Keeps what some statements have locked, as another process in the middle of a transaction would; resolves with what lets go. */
export async function holding(db: Knex, ...statements: readonly string[]): Promise<Holding> {
  const connection = await clientOf(db).acquireConnection();
  const run = (sql: string) => db.raw(sql).connection(connection);
  await run("begin");
  for (const statement of statements) await run(statement);
  return {
    run: async (sql) => void (await run(sql)),
    async letGo() {
      await run("rollback");
      await clientOf(db).releaseConnection(connection);
    },
  };
}

export interface Holding {
  run(sql: string): Promise<void>;
  letGo(): Promise<void>;
}
