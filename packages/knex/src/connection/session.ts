import { inTime } from "@latchkey/core";
import type { Knex } from "knex";

import type { Connection, Dialect, RunSql } from "../dialects/dialect.js";
import { storeFault } from "./store-fault.js";

/** What knex can run on a connection of our choice: a query builder or a raw statement. */
export interface Statement extends PromiseLike<unknown> {
  connection(connection: unknown): PromiseLike<unknown>;
}

/** One connection of the application's pool, for as long as one piece of work needs it. */
export interface Session {
  /** Runs a statement; rejects with a `LatchkeyError`, also when it has no answer after `waitMs`, by default 5 s. */
  run(this: void, statement: Statement, waitMs?: number): Promise<unknown>;
  /** The same for SQL as it stands. */
  readonly runSql: RunSql;
  /** Ends the connection, so that nobody uses it again; for one whose state is unknown. */
  condemn(this: void): void;
}

/** Runs work on a connection of the pool; rejects with `store_unavailable` when there is none within 2 s. */
export type WithSession = <T>(work: (session: Session) => Promise<T>) => Promise<T>;

const ACQUIRE_MS = 2_000;
const STATEMENT_MS = 5_000;

/**
 * Drivers wait for a stopped server for ever, and knex for a connection for a minute, so each wait has its own end
 * here, and a connection on which one has ended is not used again.
 */
export function sessionsOf(client: Knex.Client, dialect: Dialect): WithSession {
  const checked = new WeakSet<Connection>();

  return async function withSession(work) {
    const connection = await acquired(client);
    const giveBack = dialect.borrow(connection);
    try {
      const session = sessionOn(client, connection, dialect);
      if (!checked.has(connection)) {
        await dialect.checkSession(session.runSql);
        checked.add(connection);
      }
      return await work(session);
    } finally {
      giveBack();
      client.releaseConnection(connection);
    }
  };
}

async function acquired(client: Knex.Client): Promise<Connection> {
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

function sessionOn(client: Knex.Client, connection: Connection, dialect: Dialect): Session {
  const condemn = () => dialect.sever(connection);
  const run = async (statement: Statement, waitMs = STATEMENT_MS): Promise<unknown> => {
    try {
      return await inTime(statement.connection(connection), waitMs, late);
    } catch (error) {
      if (isLate(error)) condemn();
      throw storeFault(error);
    }
  };
  return { run, condemn, runSql: (sql, bindings = []) => run(client.raw(sql, bindings) as Knex.Raw) };
}

const LATE = "LATCHKEY_DEADLINE";

function late(): Error {
  return Object.assign(new Error("no answer in time"), { code: LATE });
}

function isLate(error: unknown): boolean {
  return (error as { code?: unknown }).code === LATE;
}
