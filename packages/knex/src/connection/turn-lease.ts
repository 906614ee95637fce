import { clearImmediate, setImmediate } from "node:timers";

import type { Knex } from "knex";

import type { Connection } from "../dialects/dialect.js";

/** A connection that is kept for what else is read within this turn of the event loop. */
export interface TurnLease {
  /** The connection that is kept; undefined when there is none, or somebody else waits for one. */
  connection(): Connection | undefined;
  /** Keeps a connection until the turn is over, unless somebody else waits for one, and gives it back to the pool then. */
  keep(connection: Connection): void;
}

/** What knex's pool tells of itself, and takes back. */
interface Pool {
  numPendingAcquires?(): number;
  release(connection: Connection): unknown;
}

/**
 * For databases that answer before anything else can happen: to take a connection from the pool and to give it back
 * costs more than half of the read, and many requests can be answered in one turn.
 */
export function turnLease(client: Knex.Client): TurnLease {
  /** With the pool it goes back to: by the end of the turn the application may have taken the client its own. */
  let kept: { readonly connection: Connection; readonly pool: Pool } | undefined;
  let ending: NodeJS.Immediate | undefined;

  function isWaitedFor(): boolean {
    const pool = client.pool as Pool | undefined;
    return pool?.numPendingAcquires?.() !== 0;
  }

  function giveBack(): void {
    const lent = kept;
    clearImmediate(ending);
    kept = ending = undefined;
    lent?.pool.release(lent.connection);
  }

  return {
    connection() {
      if (kept !== undefined && isWaitedFor()) giveBack();
      return kept?.connection;
    },
    keep(connection) {
      if (kept !== undefined || isWaitedFor()) return void client.releaseConnection(connection);
      kept = { connection, pool: client.pool as Pool };
      ending = setImmediate(giveBack);
    },
  };
}
