import { inTime } from "@latchkey/core";
import type { Knex } from "knex";

import type { Connection } from "../dialects/dialect.js";
import { late } from "./late.js";
import { storeFault } from "./store-fault.js";

const ACQUIRE_MS = 2_000;

/** A connection of the pool; rejects with `store_unavailable` when there is none within 2 s: knex waits for a minute. */
export async function acquired(client: Knex.Client): Promise<Connection> {
  const acquiring = client.acquireConnection() as Promise<Connection>;
  try {
    return await inTime(acquiring, ACQUIRE_MS, late);
  } catch (error) {
    // One that comes after all goes back to the pool.
    acquiring.then(
      (connection) => void client.releaseConnection(connection),
      () => undefined,
    );
    throw storeFault(error);
  }
}
