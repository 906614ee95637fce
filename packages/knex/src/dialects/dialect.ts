import type { Knex } from "knex";

/** What differs between the databases; everything else is one code for all. */
export interface Dialect {
  /** Throws when this client cannot keep what the store promises; says what to configure. */
  checkClient(client: Knex.Client): void;

  /** Rejects on a connection whose session would lose characters, or on which values could be taken for statements. */
  checkSession(runSql: RunSql): Promise<void>;

  /** Changes how a connection waits while the store has it; returns what puts that back. */
  borrow(connection: Connection): () => void;

  /** Whether every write locks the whole database, so that usage waits for management and COMMIT itself for readers. */
  readonly locksWhole: boolean;

  /** Ends a connection at once, without waiting for its server, so that the pool makes a new one. */
  sever(connection: Connection): void;

  /**
   * Sets on a connection how long a write waits for locks, and how long it may hold them while nothing happens.
   * Resolves with the statements that put back what was there.
   */
  limitWrites(runSql: RunSql, waitMs: number): Promise<readonly string[]>;

  /** The statements that begin a write: READ COMMITTED, or on SQLite the lock on the whole file. */
  beginWrite(waitMs: number): readonly string[];

  /** In what an insert does where its row is there already: a column of the row that was to be inserted. */
  readonly incoming: string;

  readonly scans: ScanDialect;
  readonly migrations: MigrationDialect;
}

/** How one database is made to walk the index it is meant to walk. */
export interface ScanDialect {
  /** What stands behind the table's name, with `??` for the index. */
  readonly indexHint?: string;
  /** Whether ORDER BY names also the columns that have one value only. */
  readonly sortsByConstants: boolean;
  /** Whether a text that is the same in all rows must be asked for as a range, so that the planner does not know that it is. */
  readonly hidesConstants: boolean;
}

/** How one database makes tables, and keeps two processes from making them at once. */
export interface MigrationDialect {
  /** Whether all of it is one transaction, so that a process that dies leaves nothing half made. */
  readonly transactional: boolean;
  /** Resolves once no other process migrates the tables of this prefix; rejects after a minute. */
  lock(runSql: RunSql, tablePrefix: string): Promise<void>;
  /** Gives the lock back, keeping what was done. */
  unlock(runSql: RunSql, tablePrefix: string): Promise<void>;
  /** Gives the lock back after a fault. */
  abandon(runSql: RunSql, tablePrefix: string): Promise<void>;
  /** How this server writes the definition of a table. */
  tableSyntax(runSql: RunSql): Promise<TableSyntax>;
}

/** Text in columns of these types compares byte for byte, without padding. */
export interface TableSyntax {
  /** Text of up to `length` characters, which an index can hold. */
  text(length: number): string;
  readonly longText: string;
  readonly integer: string;
  readonly flag: string;
  /** Whether indexes stand within CREATE TABLE; otherwise statements of their own follow it. */
  readonly inlineIndexes: boolean;
  /** What stands behind CREATE TABLE's list. */
  readonly tableOptions: string;
}

/** A driver's connection, as far as we touch it. */
export interface Connection {
  /** Knex's own mark: the pool destroys a connection that has it instead of handing it out again. */
  __knex__disposed?: unknown;
}

/** Runs one statement on the connection at hand; resolves with what the driver makes of it. */
export type RunSql = (sql: string, bindings?: readonly Knex.RawBinding[]) => Promise<unknown>;
