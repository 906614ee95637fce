import { setTimeout as sleep } from "node:timers/promises";

import type { LatchkeyError } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import type { LockedRow, Opening } from "../dialects/dialect.js";
import type { StoreContext } from "../store-context.js";
import type { Enter } from "./turnstile.js";

/** A kind of write: who goes one at a time, what is locked first, and which of its faults are worth another attempt. */
export interface WriteKind {
  readonly enter: Enter;
  readonly locks?: LockedRow;
  triesAgain(this: void, error: unknown): boolean;
}

/** What is done while it lasts, given the row that was locked, which may be none. */
type Work<T> = (session: Session, locked: unknown) => Promise<T>;

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
  { enter, locks, triesAgain }: WriteKind,
  work: Work<T>,
): Promise<T> {
  const end = performance.now() + LOCK_MS;
  const leave = await enter(LOCK_MS);
  try {
    for (;;) {
      try {
        return await context.withSession((session) => limited(context, session, { end, locks }, work));
      } catch (error) {
        if (!isBusy(error) || !triesAgain(error) || remaining(end) <= PAUSE_MS) throw error;
        await sleep(PAUSE_MS);
      }
    }
  } finally {
    leave();
  }
}

interface Attempt {
  /** Of all attempts, on the clock of `performance.now`. */
  readonly end: number;
  readonly locks: LockedRow | undefined;
}

/** Runs a transaction under the limits of writes, and puts back the application's own behind it. */
async function limited<T>(
  context: StoreContext,
  session: Session,
  { end, locks }: Attempt,
  work: Work<T>,
): Promise<T> {
  const { dialect } = context;
  const opening = dialect.openWrite(remaining(end), locks);
  try {
    await orCondemn(session, atOnce(session, opening.begin));
    return await transaction(context, session, { end, opening }, work);
  } finally {
    await inOrder(session, dialect.closeWrite).catch(session.condemn);
  }
}

async function transaction<T>(
  context: StoreContext,
  session: Session,
  { end, opening }: { readonly end: number; readonly opening: Opening },
  work: Work<T>,
): Promise<T> {
  try {
    const result = await work(session, await firstRead(context, session, opening));
    await commit(context, session, end);
    return result;
  } catch (error) {
    // A connection that cannot even do this ends, and its server rolls back.
    await session.runSql("rollback").catch(session.condemn);
    throw error;
  }
}

/** The row of what a write reads first, which may be none. */
async function firstRead({ dialect }: StoreContext, session: Session, { read }: Opening): Promise<unknown> {
  if (read === undefined) return undefined;
  const answer = await session.runSql(read);
  dialect.checkOpened(answer);
  return dialect.rowsOf(answer)[0];
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

/** Drivers send them one behind the other; after any fault the connection ends, whatever the others did. */
async function atOnce(session: Session, statements: readonly string[]): Promise<void> {
  await Promise.all(statements.map((statement) => session.runSql(statement)));
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
