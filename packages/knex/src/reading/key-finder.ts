import type { KeyRecord, RowRef } from "@latchkey/core";

import { storeFault } from "../connection/store-fault.js";
import type { Connection, RowValues } from "../dialects/dialect.js";
import { isKeepable } from "../records/column.js";
import { keyColumns, keyFromValues } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { findKey } from "./find-key.js";
import { gathered } from "./gathered.js";
import { keyReader, NO_WAY, type Rows } from "./key-reader.js";
import { filledUp } from "./keys-by-id.js";
import { reading } from "./reading.js";

/**
 * Finds keys. By id, as verifications do that cannot answer from memory, without knex's builder, which costs several
 * times the read itself: at once, where the database does; elsewhere those that are asked for at the same time in one
 * statement. Where a connection has not what that takes, or fails at it, the builder reads.
 */
export function keyFinder(context: StoreContext): (ref: RowRef) => Found {
  const { dialect, withConnection } = context;
  const { readOn, countFault } = keyReader(context);
  const read = dialect.answersAtOnce ? readOne : gathered(readMany);

  function byId(id: string): Found {
    const found = (answer: Answer): Found => {
      if (answer === NO_WAY) return byBuilder({ id });
      return "fault" in answer ? byBuilderInstead(id, answer) : keyOf(answer, id);
    };
    const answer = read(id);
    return answer instanceof Promise ? answer.then(found) : found(answer);
  }

  /** Of a driver that answers at once. */
  function readOne(id: string): Answer | Promise<Answer> {
    let used: Connection | undefined;
    const failed = (fault: unknown): Failure => ({ fault, used, counted: false });
    try {
      const rows = withConnection((connection) => readOn((used = connection), [id]));
      return rows instanceof Promise ? rows.catch(failed) : rows;
    } catch (fault) {
      return failed(fault);
    }
  }

  async function readMany(ids: readonly string[]): Promise<Answer> {
    let used: Connection | undefined;
    try {
      return await withConnection((connection) => readOn((used = connection), filledUp(ids)));
    } catch (fault) {
      return { fault, used, counted: false };
    }
  }

  async function byBuilderInstead(id: string, failure: Failure): Promise<KeyRecord | null> {
    const { fault, used, counted } = failure;
    // Of the pool or of a deadline: the builder would wait as long.
    if ((fault as { code?: unknown }).code === "store_unavailable") throw fault;
    const key = await byBuilder({ id });
    // What the builder can and this way cannot, time and again, is not to be tried for ever.
    if (used !== undefined && !counted && storeFault(fault).code !== "store_busy") {
      failure.counted = true;
      countFault(used);
    }
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
type Answer = Rows | Failure;

/** What one statement has failed at, for all that it was to read. */
interface Failure {
  readonly fault: unknown;
  readonly used: Connection | undefined;
  /** Whether it counts against its connection already. */
  counted: boolean;
}

/** Byte for byte: the table may have been given another collation by other hands. */
function keyOf(rows: readonly RowValues[], id: string): KeyRecord | null {
  const row = rows.find((values) => values[ID] === id);
  return row === undefined ? null : keyFromValues(row);
}

const ID = keyColumns.indexOf("id");
