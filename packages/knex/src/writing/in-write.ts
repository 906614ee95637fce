import { setTimeout as sleep } from "node:timers/promises";

import type { LatchkeyError } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import type { StoreContext } from "../store-context.js";
import type { Enter } from "./turnstile.js";

/** A kind of write: who goes one at a time, and which of its faults are worth another attempt. */
export interface WriteKind {
  readonly enter: Enter;
  triesAgain(this: void, error: unknown): boolean;
}

const LOCK_MS = 2_000;
/** Between two attempts, in which the process can do other things. */
const PAUSE_MS = 25;

/**
 * Runs work in a transaction of its own, on one connection and under the limits of writes, and tries for 2 s to. Writes
 * of one kind go one at a time already in this process: they would only wait for each other's locks, each holding one
 * of the application's connections.
 */
export async function inWrite<T>(
  context: StoreContext,
  { enter, triesAgain }: WriteKind,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const end = performance.now() + LOCK_MS;
  const leave = await enter(LOCK_MS);
  try {
    for (;;) {
      try {
        return await context.withSession((session) => limited(context, session, end, work));
      } catch (error) {
        if (!isBusy(error) || !triesAgain(error) || remaining(end) <= PAUSE_MS) throw error;
        await sleep(PAUSE_MS);
      }
    }
  } finally {
    leave();
  }
}

type Work<T> = (session: Session) => Promise<T>;

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
    const result = await work(session);
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
      if (!dialect.locksWhole || !isBusy(error) || remaining(end) <= PAUSE_MS) throw error;
      await sleep(PAUSE_MS);
    }
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
