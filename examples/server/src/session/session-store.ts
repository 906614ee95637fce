import { createHash } from "node:crypto";

import { Store, type SessionData } from "express-session";
import type { Knex } from "knex";

type Callback<T = void> = (error?: unknown, value?: T) => void;

/**
 * Keeps sessions in the database, under a hash of their id, so that a copy of the table lets nobody in. A session ends
 * at the time its cookie had when it began; sessions that have ended are removed when another begins.
 */
export class SessionStore extends Store {
  readonly #db: Knex;

  constructor(db: Knex) {
    super();
    this.#db = db;
  }

  override get(id: string, done: Callback<SessionData | null>): void {
    answer(this.#read(id), done);
  }

  override set(id: string, session: SessionData, done?: Callback): void {
    answer(this.#write(id, session), done);
  }

  override destroy(id: string, done?: Callback): void {
    answer(this.#remove(id), done);
  }

  async #read(id: string): Promise<SessionData | null> {
    const row = await this.#db("sessions")
      .where({ id_hash: hashOf(id) })
      .first();
    if (row === undefined || Number(row.expires_at) <= Date.now()) return null;
    return JSON.parse(row.data) as SessionData;
  }

  async #write(id: string, session: SessionData): Promise<void> {
    await this.#db("sessions").where("expires_at", "<=", Date.now()).delete();
    const row = { id_hash: hashOf(id), data: JSON.stringify(session), expires_at: endOf(session) };
    await this.#db("sessions").insert(row).onConflict("id_hash").merge();
  }

  async #remove(id: string): Promise<void> {
    await this.#db("sessions")
      .where({ id_hash: hashOf(id) })
      .delete();
  }
}

/** Calls back outside the promise, where what the callback throws is not taken for a failure of the store. */
function answer<T>(work: Promise<T>, done: Callback<T> = () => {}): void {
  work.then(
    (value) => setImmediate(done, null, value),
    (error: unknown) => setImmediate(done, error),
  );
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}

function endOf({ cookie }: SessionData): number {
  if (cookie.expires == null) throw new Error("a session needs an end: give its cookie a maxAge");
  return new Date(cookie.expires).getTime();
}
