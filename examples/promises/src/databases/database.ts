import type { Knex } from "knex";

export type Engine = "sqlite" | "mariadb" | "postgres";

/** A database of our own, which goes when it is closed. */
export interface Database {
  readonly engine: Engine;
  /** For the example server's `DATABASE_URL`. */
  readonly url: string;
  /** For a knex of one's own. */
  readonly config: Knex.Config;
  /** Stops it as it stands; SQLite is no process that could be stopped. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  restart(): Promise<void>;
  remove(): Promise<void>;
}
