import type { Erasure } from "@latchkey/core";

import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";

/** Keys named by one statement. */
const KEYS_AT_ONCE = 500;

/** Where a key has rows, and the column that names it. */
const TABLES_OF_A_KEY = { keys: "id", usage: "key_id", last_used: "key_id" } as const;

/** Removes rows for good. */
export async function erase(context: StoreContext, session: Session, rows: Erasure): Promise<void> {
  if ("keys" in rows) return eraseKeys(context, session, rows.keys.filter(isKeepable));
  if ("role" in rows) {
    if (isKeepable(rows.role)) await session.run(context.from("roles").where("id", rows.role).del());
  } else if ("changesBefore" in rows) {
    await session.run(context.from("changes").where("seq", "<", integer.write(rows.changesBefore)).del());
  } else {
    await session.run(context.from("usage").where("hour", "<", integer.write(rows.usageBefore)).del());
  }
}

async function eraseKeys(context: StoreContext, session: Session, ids: readonly string[]): Promise<void> {
  for (const some of chunksOf(ids, KEYS_AT_ONCE)) {
    for (const [table, column] of Object.entries(TABLES_OF_A_KEY))
      await session.run(context.from(table).whereIn(column, some).del());
  }
}
