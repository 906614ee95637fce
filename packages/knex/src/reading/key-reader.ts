import { statementTeller, type Told } from "../connection/statement-teller.js";
import type { Connection, ReadRows, RowValues } from "../dialects/dialect.js";
import { keyColumns } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { keysById } from "./keys-by-id.js";

/** Reads keys by their ids with statements that are compiled once and prepared once for each connection. */
export interface KeyReader {
  /** At once, where the driver answers at once. */
  readOn(this: void, connection: Connection, ids: readonly string[]): Rows | Promise<Rows>;
  /** Has the statements prepared anew, and after a few faults in a row gives them up on this connection. */
  countFault(this: void, connection: Connection): void;
}

/** What was read, in no order. */
export type Rows = readonly RowValues[] | typeof NO_WAY;

/** On this connection there is no way but knex's builder. */
export const NO_WAY = Symbol("no way but the builder");

/** Of one connection: a table that was not there yet, a statement that an administrator has ended. */
const MOST_FAULTS = 3;

export function keyReader(context: StoreContext): KeyReader {
  const { dialect } = context;
  const sqlOf = keysById(context);
  const tell = statementTeller(context, sqlOf, keyColumns);
  const ways = new WeakMap<Connection, ReadRows | null>();
  const failed = new WeakMap<Connection, number>();

  function wayOn(connection: Connection): ReadRows | null {
    let way = ways.get(connection);
    if (way === undefined) {
      way = dialect.prepareRead(connection, sqlOf) ?? null;
      ways.set(connection, way);
    }
    return way;
  }

  return {
    readOn(connection, ids) {
      const way = wayOn(connection);
      // Waited for, so that the connection goes back before the builder takes one.
      if (way === null) return Promise.resolve(NO_WAY);
      const told = tell(connection, ids);
      return told === null ? way(ids) : toldOf(told, way, ids);
    },

    countFault(connection) {
      const faults = (failed.get(connection) ?? 0) + 1;
      failed.set(connection, faults);
      if (faults < MOST_FAULTS) ways.delete(connection);
      else ways.set(connection, null);
    },
  };
}

async function toldOf(told: Told, way: ReadRows, ids: readonly string[]): Promise<readonly RowValues[]> {
  let rows: readonly RowValues[];
  try {
    rows = await way(ids);
  } catch (fault) {
    told.failed(fault);
    throw fault;
  }
  told.answered(rows);
  return rows;
}
