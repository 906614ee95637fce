import type { Head } from "@latchkey/core";
import type { Knex } from "knex";

import type { Session } from "../connection/session.js";
import { unavailable } from "../connection/store-fault.js";
import { HEAD_ID, headColumns, headFromRow } from "../records/head-rows.js";

/** The head's row, of a query on its table. */
export async function readHead(session: Session, heads: Knex.QueryBuilder): Promise<Head> {
  const [row] = (await session.run(heads.select(headColumns).where("id", HEAD_ID))) as readonly unknown[];
  return headOf(row);
}

/** The head of its row, which there must be. */
export function headOf(row: unknown): Head {
  if (row === undefined)
    throw unavailable("The key store's head row is missing: it must be restored from a backup.");
  return headFromRow(row);
}
