import type { Erasure } from "@latchkey/core";
import type { Knex } from "knex";

import { chunksOf } from "../chunks-of.js";
import type { Session } from "../connection/session.js";
import { integer, isKeepable } from "../records/column.js";
import type { StoreContext } from "../store-context.js";
import { eraseUsage } from "./erase-usage.js";

/** Keys named by one statement. */
const KEYS_AT_ONCE = 500;

/** What of a key goes with it. */
const TABLES_OF_USAGE = ["usage", "last_used"];

/** Removes rows for good; resolves with how many there were, of keys without their usage. */
export async function erase(context: StoreContext, session: Session, rows: Erasure): Promise<number> {
  if ("keys" in rows) return eraseKeys(context, session, rows.keys.filter(isKeepable));
  if ("role" in rows) {
    if (!isKeepable(rows.role)) return 0;
    return removed(session, context.from("roles").where("id", rows.role));
  }
  if ("usageBefore" in rows) return eraseUsage(context, session, rows);
  return removed(session, context.from("changes").where("seq", "<", integer.write(rows.changesBefore)));
}

async function eraseKeys(context: StoreContext, session: Session, ids: readonly string[]): Promise<number> {
  let keys = 0;
  for (const some of chunksOf(ids, KEYS_AT_ONCE)) {
    keys += await removed(session, context.from("keys").whereIn("id", some));
    for (const table of TABLES_OF_USAGE) await removed(session, context.from(table).whereIn("key_id", some));
  }
  return keys;
}

async function removed(session: Session, rows: Knex.QueryBuilder): Promise<number> {
  return (await session.run(rows.del())) as number;
}
