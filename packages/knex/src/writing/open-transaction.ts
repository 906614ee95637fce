import type { Head, StoreTransaction } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { keyCounter, type CountKeys } from "../reading/count-keys.js";
import { findKey } from "../reading/find-key.js";
import { findRoles } from "../reading/find-roles.js";
import { keyToRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { changeAppender, type AppendChanges } from "./append-changes.js";
import { erase } from "./erase.js";
import { insertRows } from "./insert-rows.js";
import { insertTexts, type InsertText } from "./insert-text.js";
import { saveRole } from "./save-role.js";
import { stepsOfOne, type Steps } from "./steps-of-one.js";
import { updateOne } from "./update-one.js";

export interface OpenTransaction {
  readonly tx: StoreTransaction;
  readonly close: Steps["close"];
}

/** The steps of creates, whose statements are written once for a store. */
export interface CreateSteps {
  readonly insertText: InsertText;
  readonly countKeys: CountKeys;
  readonly appendChanges: AppendChanges;
}

export function createSteps(context: StoreContext): CreateSteps {
  const insertText = insertTexts(context);
  return { insertText, countKeys: keyCounter(context), appendChanges: changeAppender(context, insertText) };
}

/** What the work of a transaction can do, on the connection that holds the lock. */
export function openTransaction(
  context: StoreContext,
  session: Session,
  { insertText, countKeys, appendChanges }: CreateSteps,
  head: Head,
): OpenTransaction {
  const { step, close } = stepsOfOne();
  const tx: StoreTransaction = {
    head,
    findKey: (ref) => step(() => findKey(context, session, ref)),
    findRoles: (query) => step(() => findRoles(context, session, query)),
    countKeys: (within) => step(() => countKeys(session, within)),
    insertKeys: (keys) => step(async () => insertRows(session, insertText, "keys", keys.map(keyToRow))),
    updateKey: (key) =>
      step(async () =>
        updateOne(session, context.from("keys").where("id", key.id).update(keyToRow(key)), "no such key"),
      ),
    saveRole: (role) => step(() => saveRole(context, session, role)),
    erase: (rows) => step(() => erase(context, session, rows)),
    appendChanges: (changes, next) => step(() => appendChanges(session, changes, next)),
  };
  return { tx, close };
}
