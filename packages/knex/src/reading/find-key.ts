import type { KeyRecord, RowRef } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { isKeepable } from "../records/column.js";
import { keyColumns, keyFromRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";

/** The key of this id, number or lookup, or null. */
export async function findKey(
  context: StoreContext,
  session: Session,
  ref: RowRef,
): Promise<KeyRecord | null> {
  const [column, value] = namedBy(ref);
  if (column === "number" ? !Number.isSafeInteger(value) : !isKeepable(value)) return null;

  const rows = await session.run(context.from("keys").select(keyColumns).where(column, value).limit(1));
  const [row] = rows as readonly unknown[];
  const key = row === undefined ? null : keyFromRow(row);
  // Once more, byte for byte: the table may have been given another collation by other hands.
  return key?.[column] === value ? key : null;
}

function namedBy(ref: RowRef) {
  if ("id" in ref) return ["id", ref.id] as const;
  return "lookup" in ref ? (["lookup", ref.lookup] as const) : (["number", ref.number] as const);
}
