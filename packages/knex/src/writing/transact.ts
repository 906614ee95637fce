import { setTimeout as sleep } from "node:timers/promises";

import type { Head, KeyStore, LatchkeyError, StoreTransaction } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { busy, unavailable } from "../connection/store-fault.js";
import { HEAD_ID, headColumns, headFromRow } from "../records/head-rows.js";
import type { StoreContext } from "../store-context.js";
import { openTransaction, type OpenTransaction } from "./open-transaction.js";
import { turnstile } from "./turnstile.js";

type Work<T> = (tx: StoreTransaction) => Promise<T>;

const LOCK_MS = 2_000;
/** Between two attempts on SQLite, in which the process can do other things. */
const PAUSE_MS = 25;

/**
 * Writes of one store go one at a time already in this process: they would only wait for each other at the head's
 * lock, each holding one of the application's connections.
 */
export function transactions(context: StoreContext): KeyStore["transact"] {
  const enter = turnstile(busy);
  return async function transact(work) {
    const end = performance.now() + LOCK_MS;
    const leave = await enter(LOCK_MS);
    try {
      return await attempts(context, end, work);
    } finally {
      leave();
    }
  };
}

/** Tries until the lock is had or the time is over; what happens after the lock is not tried again. */
async function attempts<T>(context: StoreContext, end: number, work: Work<T>): Promise<T> {
  for (;;) {
    let locked = false;
    try {
      return await context.withSession((session) =>
        limited(context, session, end, (tx) => {
          locked = true;
          return work(tx);
        }),
      );
    } catch (error) {
      if (locked || !isBusy(error) || remaining(end) <= PAUSE_MS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Runs a transaction under the limits of writes, and puts back the application's own behind it. */
async function limited<T>(context: StoreContext, session: Session, end: number, work: Work<T>): Promise<T> {
  const restore = await context.dialect.limitWrites(session.runSql, remaining(end));
  try {
    return await transaction(context, session, end, work);
  } finally {
    await inOrder(session, restore).catch(session.condemn);
  }
}

async function transaction<T>(
  context: StoreContext,
  session: Session,
  end: number,
  work: Work<T>,
): Promise<T> {
  await orCondemn(session, inOrder(session, context.dialect.beginWrite(remaining(end))));
  try {
    const result = await worked(openTransaction(context, session, await lockedHead(context, session)), work);
    await commit(context, session, end);
    return result;
  } catch (error) {
    // A connection that cannot even do this ends, and its server rolls back.
    await session.runSql("rollback").catch(session.condemn);
    throw error;
  }
}

/** On SQLite readers can keep a COMMIT waiting; the transaction stays open and can try again. */
async function commit({ dialect }: StoreContext, session: Session, end: number): Promise<void> {
  for (;;) {
    try {
      await session.runSql("commit");
      return;
    } catch (error) {
      if (!dialect.commitsAgain || !isBusy(error) || remaining(end) <= PAUSE_MS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function lockedHead(context: StoreContext, session: Session): Promise<Head> {
  const query = context.from("head").select(headColumns).where("id", HEAD_ID).forUpdate();
  const [row] = (await session.run(query)) as readonly unknown[];
  if (row === undefined)
    throw unavailable("The key store's head row is missing: it must be restored from a backup.");
  return headFromRow(row);
}

/** What the work resolved with, once all its statements have ended well. */
async function worked<T>({ tx, close }: OpenTransaction, work: Work<T>): Promise<T> {
  try {
    const result = await work(tx);
    await close();
    return result;
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function inOrder(session: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await session.runSql(statement);
}

/** Nobody knows what state a connection is in on which this failed. */
async function orCondemn(session: Session, statements: Promise<void>): Promise<void> {
  try {
    await statements;
  } catch (error) {
    session.condemn();
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return (error as LatchkeyError).code === "store_busy";
}

function remaining(end: number): number {
  return Math.max(1, Math.ceil(end - performance.now()));
}
