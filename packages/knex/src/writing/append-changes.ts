import type { ChangeRecord, Head } from "@latchkey/core";

import { ROWS_AT_ONCE, type InsertText } from "./insert-text.js";
import type { Session } from "../connection/session.js";
import { changeToRow } from "../records/change-rows.js";
import { HEAD_ID, headColumns, headToRow } from "../records/head-rows.js";
import type { StoreContext } from "../store-context.js";
import { insertOf, insertRows } from "./insert-rows.js";
import { quoted } from "../quoted.js";
import { requireOne } from "./require-one.js";

/** Adds changes to their table, and moves the head to the last of them. */
export type AppendChanges = (session: Session, changes: readonly ChangeRecord[], next: Head) => Promise<void>;

/** The last step of every management write; its statements are written once. */
export function changeAppender(context: StoreContext, insertText: InsertText): AppendChanges {
  const { dialect } = context;
  const moveHead = `update ${quoted(context, context.tableName("head"))} set ${headColumns
    .map((column) => `${quoted(context, column)} = ?`)
    .join(", ")} where ${quoted(context, "id")} = ${HEAD_ID}`;

  return async function appendChanges(session, changes, next) {
    const rows = changes.map(changeToRow);
    const head = Object.values(headToRow(next));
    // The last rows go with the head in one statement where there can be such a one.
    const together = dialect.insertsWithin && rows.length > 0 ? rows.splice(-ROWS_AT_ONCE) : [];
    await insertRows(session, insertText, "changes", rows);
    if (together.length === 0) return moved(session.runSql(moveHead, head));
    const { sql, values } = insertOf(insertText, "changes", together);
    return moved(session.runSql(`with appended as (${sql}) ${moveHead}`, [...values, ...head]));
  };

  async function moved(update: Promise<unknown>): Promise<void> {
    requireOne(dialect.writtenBy(await update), "no head row");
  }
}
