import type { KeyRecord, RowRef } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { isKeepable } from "../records/column.js";
import { keyColumns, keyFromRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";

/** The key of this id or number, or null. */
export async function findKey(
  context: StoreContext,
  session: Session,
  ref: RowRef,
): Promise<KeyRecord | null> {
  const [column, value] = "id" in ref ? (["id", ref.id] as const) : (["number", ref.number] as const);
  if (column === "id" ? !isKeepable(value) : !Number.isSafeInteger(value)) return null;

  const rows = await session.run(context.from("keys").select(keyColumns).where(column, value).limit(1));
  const [row] = rows as readonly unknown[];
  const key = row === undefined ? null : keyFromRow(row);
  // Once more, byte for byte: the table may have been given another collation by other hands.
  return key?.[column] === value ? key : null;
}
