import type { ChangeRecord } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { integer } from "../records/column.js";
import { changeColumns, changeFromRow } from "../records/change-rows.js";
import type { StoreContext } from "../store-context.js";

/** Changes behind a seq, oldest first. Seqs are given under the head's lock, so what is committed has no gap. */
export async function readChanges(
  context: StoreContext,
  session: Session,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly ChangeRecord[]> {
  const query = context
    .from("changes")
    .select(changeColumns)
    .where("seq", ">", integer.write(after))
    .orderBy("seq")
    .limit(limit);
  const rows = (await session.run(query)) as readonly unknown[];
  return rows.map(changeFromRow);
}
