import type { KeyRecord, RowRef } from "@latchkey/core";

import { storeFault } from "../connection/store-fault.js";
import { statementTeller, type Told } from "../connection/statement-teller.js";
import type { Connection, ReadRow, RowValues } from "../dialects/dialect.js";
import { isKeepable } from "../records/column.js";
import { keyColumns, keyFromValues } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { findKey } from "./find-key.js";
import { reading } from "./reading.js";

/**
 * Finds keys. By id, as verifications do that cannot answer from memory, with a statement that is compiled once and
 * prepared once for each connection, because knex's builder costs several times the read itself; at once, where the
 * database does. Where a connection has not what that takes, or fails at it, the builder reads.
 */
export function keyFinder(context: StoreContext): (ref: RowRef) => Found {
  const { dialect, withConnection } = context;
  const sql = keyById(context);
  const tell = statementTeller(context, sql, keyColumns);
  const ways = new WeakMap<Connection, ReadRow | null>();
  const failed = new WeakMap<Connection, number>();

  function wayOn(connection: Connection): ReadRow | null {
    let way = ways.get(connection);
    if (way === undefined) {
      way = dialect.prepareRead(connection, sql) ?? null;
      ways.set(connection, way);
    }
    return way;
  }

  /** Has the way prepared anew, and after a few faults gives it up. */
  function countFault(connection: Connection): void {
    const faults = (failed.get(connection) ?? 0) + 1;
    failed.set(connection, faults);
    if (faults < MOST_FAULTS) ways.delete(connection);
    else ways.set(connection, null);
  }

  function read(connection: Connection, id: string): Answer | Promise<Answer> {
    const way = wayOn(connection);
    // Waited for, so that the connection goes back before the builder takes one.
    if (way === null) return Promise.resolve(NO_WAY);
    const told = tell(connection, id);
    return told === null ? way(id) : toldOf(told, way, id);
  }

  function byId(id: string): Found {
    let used: Connection | undefined;
    const found = (row: Answer): Found => (row === NO_WAY ? byBuilder({ id }) : keyOf(row, id));
    const instead = (fault: unknown) => byBuilderInstead(id, fault, used);
    let answer: Answer | Promise<Answer>;
    try {
      answer = withConnection((connection) => read((used = connection), id));
    } catch (fault) {
      return instead(fault);
    }
    return answer instanceof Promise ? answer.then(found, instead) : found(answer);
  }

  async function byBuilderInstead(id: string, fault: unknown, used?: Connection): Promise<KeyRecord | null> {
    // Of the pool or of a deadline: the builder would wait as long.
    if ((fault as { code?: unknown }).code === "store_unavailable") throw fault;
    const key = await byBuilder({ id });
    // What the builder can and this way cannot, time and again, is not to be tried for ever.
    if (used !== undefined && storeFault(fault).code !== "store_busy") countFault(used);
    return key;
  }

  function byBuilder(ref: RowRef): Promise<KeyRecord | null> {
    return reading(context, (session) => findKey(context, session, ref));
  }

  return function find(ref) {
    if (!("id" in ref)) return byBuilder(ref);
    try {
      return isKeepable(ref.id) ? byId(ref.id) : null;
    } catch (fault) {
      // A row that cannot be read.
      return Promise.reject(fault);
    }
  };
}

type Found = KeyRecord | null | Promise<KeyRecord | null>;
type Answer = RowValues | undefined | typeof NO_WAY;

/** Once more byte for byte: the table may have been given another collation by other hands. */
function keyOf(row: RowValues | undefined, id: string): KeyRecord | null {
  const key = row === undefined ? null : keyFromValues(row);
  return key?.id === id ? key : null;
}

/** Of one connection: a table that was not there yet, a statement that an administrator has ended. */
const MOST_FAULTS = 3;

const NO_WAY = Symbol("no way but the builder");

/** Without a limit, which costs SQLite a sixth of the read: it is the primary key. */
function keyById({ raw, tableName }: StoreContext): string {
  const select = raw("select ?? from ?? where ?? = ?", [
    keyColumns as unknown as string,
    tableName("keys"),
    "id",
    "",
  ]);
  return select.toSQL().toNative().sql;
}

async function toldOf(told: Told, way: ReadRow, id: string): Promise<RowValues | undefined> {
  let row: RowValues | undefined;
  try {
    row = await way(id);
  } catch (fault) {
    told.failed(fault);
    throw fault;
  }
  told.answered(row);
  return row;
}
