import type { Knex } from "knex";

/** What differs between the databases; everything else is one code for all. */
export interface Dialect {
  /** Throws when this client cannot keep what the store promises; says what to configure. */
  checkClient(client: Knex.Client): void;

  /** Rejects on a connection whose session would lose characters, or on which values could be taken for statements. */
  checkSession(runSql: RunSql): Promise<void>;

  /** Changes how a connection waits while the store has it; returns what puts that back. */
  borrow(connection: Connection): () => void;

  /** Whether its driver answers a read before anything else can happen; then nothing is gained by reading many at once. */
  readonly answersAtOnce: boolean;

  /**
   * Makes ready a read of rows on a connection, once for each; undefined where the connection has not what that takes.
   * Its values are texts, of which a driver that answers at once is given one.
   */
  prepareRead(connection: Connection, sqlOf: (values: number) => string): ReadRows | undefined;

  /** The connection as knex is to have it for statements that come again and again with other values. */
  forRepeated(connection: Connection): Connection;

  /** Whether every write locks the whole database, so that usage waits for management and COMMIT itself for readers. */
  readonly locksWhole: boolean;

  /** Ends a connection at once, without waiting for its server, so that the pool makes a new one. */
  sever(connection: Connection): void;

  /** How a write begins that waits so long for locks: READ COMMITTED, or on SQLite with the lock on the whole file. */
  openWrite(waitMs: number, locks?: LockedRow): Opening;

  /** Throws where a session, which is the application's, would lose or misread what is written; given `read`'s answer. */
  checkOpened(answer: unknown): void;

  /** The statements that put back, behind a write, what the application had set. */
  readonly closeWrite: readonly string[];

  /** Whether one statement can both insert rows and update others: WITH and an INSERT in it. */
  readonly insertsWithin: boolean;

  /** What a statement has answered: the rows that it read, those of the last where it was several. */
  rowsOf(answer: unknown): readonly unknown[];

  /** The same: how many rows it wrote. */
  writtenBy(answer: unknown): number;

  /** In what an insert does where its row is there already: a column of the row that was to be inserted. */
  readonly incoming: string;

  readonly scans: ScanDialect;
  readonly migrations: MigrationDialect;
}

/** A row that a write locks, and reads, before anything else. */
export interface LockedRow {
  readonly columns: readonly string[];
  /** What stands behind FROM. */
  readonly from: string;
}

/** How a write begins. */
export interface Opening {
  /** The limits of its waits and idle times, and its transaction. */
  readonly begin: readonly string[];
  /** What it reads first, if it does; may begin the transaction itself. */
  readonly read?: string;
}

/** How one database is made to walk the index it is meant to walk. */
export interface ScanDialect {
  /** What stands behind the table's name, with `??` for the index. */
  readonly indexHint?: string;
  /** Whether ORDER BY names also the columns that have one value only. */
  readonly sortsByConstants: boolean;
  /** Whether what is the same in all rows must be asked for in words from which the planner does not see that it is. */
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
  /** Knex's own name for it, of which its events tell. */
  readonly __knexUid?: unknown;
  /** Knex's own mark: the pool destroys a connection that has it instead of handing it out again. */
  __knex__disposed?: unknown;
}

/** Reads rows by texts: the values of their columns in their order. Throws where the driver does not wait. */
export type ReadRows = (values: readonly string[]) => readonly RowValues[] | Promise<readonly RowValues[]>;

export type RowValues = readonly unknown[];

/** Runs one statement on the connection at hand; resolves with what the driver makes of it. */
export type RunSql = (sql: string, bindings?: readonly Knex.RawBinding[]) => Promise<unknown>;
