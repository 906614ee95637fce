import type { Knex } from "knex";

import { clientOf } from "./client-of.js";
import type { Engine } from "./test-databases.js";

/** Locks the head as another process would; resolves with what lets go. */
export async function holdHead(db: Knex, engine: Engine): Promise<() => Promise<void>> {
  const connection = await clientOf(db).acquireConnection();
  const run = (sql: string) => db.raw(sql).connection(connection);
  if (engine === "sqlite") {
    await run("begin immediate");
  } else {
    await run("begin");
    await run("select * from latchkey_head for update");
  }
  return async () => {
    await run("rollback");
    await clientOf(db).releaseConnection(connection);
  };
}
