import { inTime } from "@latchkey/core";
import type { Knex } from "knex";

import type { Connection, Dialect, RunSql } from "../dialects/dialect.js";
import { acquired } from "./acquired.js";
import { directStatement } from "./direct-statement.js";
import { isLate, late } from "./late.js";
import type { Statement } from "./statement.js";
import { storeFault } from "./store-fault.js";
import { turnLease } from "./turn-lease.js";

/** One connection of the application's pool, for as long as one piece of work needs it. */
export interface Session {
  /** Runs a statement; rejects with a `LatchkeyError`, also when it has no answer after `waitMs`, by default 5 s. */
  run(this: void, statement: Statement, waitMs?: number): Promise<unknown>;
  /** The same for SQL as it stands. */
  readonly runSql: RunSql;
  /** Ends the connection, so that nobody uses it again; for one whose state is unknown. */
  condemn(this: void): void;
}

/** Connections of the pool; all calls reject with `store_unavailable` when there is none within 2 s. */
export interface Sessions {
  /** Runs work on a connection. */
  withSession<T>(this: void, work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * Runs one statement on a connection in its driver's own way, at once where a connection is at hand and the driver
   * answers at once. Rejects, or throws, with the driver's own fault; with a `LatchkeyError` when it has no answer after 5 s.
   */
  withConnection<T>(this: void, statement: (connection: Connection) => T | Promise<T>): T | Promise<T>;
}

const STATEMENT_MS = 5_000;

/**
 * Drivers wait for a stopped server for ever, and knex for a connection for a minute, so each wait has its own end
 * here, and a connection on which one has ended is not used again.
 */
export function sessionsOf(client: Knex.Client, dialect: Dialect): Sessions {
  const checked = new WeakSet<Connection>();
  const lease = turnLease(client);

  async function check(connection: Connection, { runSql }: Session): Promise<void> {
    await dialect.checkSession(runSql);
    checked.add(connection);
  }

  async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const connection = await acquired(client);
    const giveBack = dialect.borrow(connection);
    try {
      const session = sessionOn(client, connection, dialect);
      if (!checked.has(connection)) await check(connection, session);
      return await work(session);
    } finally {
      giveBack();
      client.releaseConnection(connection);
    }
  }

  function withConnection<T>(statement: (connection: Connection) => T | Promise<T>): T | Promise<T> {
    const kept = lease.connection();
    return kept === undefined ? onAcquired(statement) : statement(kept);
  }

  async function onAcquired<T>(statement: (connection: Connection) => T | Promise<T>): Promise<T> {
    const connection = await acquired(client);
    let atOnce = false;
    try {
      if (!checked.has(connection)) await check(connection, sessionOn(client, connection, dialect));
      const answer = statement(connection);
      if (answer instanceof Promise) return await answered(connection, answer);
      atOnce = true;
      return answer;
    } finally {
      if (atOnce) lease.keep(connection);
      else client.releaseConnection(connection);
    }
  }

  async function answered<T>(connection: Connection, answer: Promise<T>): Promise<T> {
    try {
      return await inTime(answer, STATEMENT_MS, late);
    } catch (error) {
      if (!isLate(error)) throw error;
      dialect.sever(connection);
      throw storeFault(error);
    }
  }

  return { withSession, withConnection };
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
  return {
    run,
    condemn,
    runSql: (sql, bindings = []) => run(directStatement({ client, dialect }, sql, bindings)),
  };
}
