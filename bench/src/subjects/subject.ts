import type { RequestHandler } from "express";

import type { BenchDatabase } from "../databases/bench-database.ts";

/** One way to let programs in, as its users would set it up. A file of its own, found by its name in `subjects.ts`. */
export interface Subject {
  /** What a reader of the tables is told about it, in one line. */
  readonly about: string;
  /** Null for what has no keys at all. */
  readonly keys: Keys | null;
  /** How long one turn is at least, in seconds: for what answers only a few requests in one. */
  readonly leastSeconds?: number;
  /** Protects a route: called in a fresh process, once, with the database that its keys were made in. */
  protect(database: BenchDatabase): Promise<Protection>;
}

/** How the keys of a subject are made; subjects that share this object share the tables. */
export interface Keys {
  /** Part of a database's name: letters and digits. */
  readonly name: string;
  /** Makes the tables and so many keys in an empty database, as quickly as may be. */
  seed(database: BenchDatabase, count: number): Promise<readonly string[]>;
  /** A token of the right shape, different each time, which is nobody's. */
  unknown(): string;
  /** The header in which a token is sent, lower case, and what stands before the token in it. */
  readonly header: readonly [name: string, before: string];
}

export interface Protection {
  /** What is mounted before the route, in order. */
  readonly handlers: readonly RequestHandler[];
  /** Checks each of these tokens once, so that what can be remembered is; for what remembers nothing, a no-op. */
  warm(tokens: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
