import type { Head, StoreTransaction } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { countKeys } from "../reading/count-keys.js";
import { findKey } from "../reading/find-key.js";
import { findRoles } from "../reading/find-roles.js";
import { changeToRow } from "../records/change-rows.js";
import { HEAD_ID, headToRow } from "../records/head-rows.js";
import { keyToRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";
import { erase } from "./erase.js";
import { insertRows } from "./insert-rows.js";
import { saveRole } from "./save-role.js";
import { stepsOfOne, type Steps } from "./steps-of-one.js";
import { updateOne } from "./update-one.js";

export interface OpenTransaction {
  readonly tx: StoreTransaction;
  readonly close: Steps["close"];
}

/** What the work of a transaction can do, on the connection that holds the lock. */
export function openTransaction(context: StoreContext, session: Session, head: Head): OpenTransaction {
  const { step, close } = stepsOfOne();
  const tx: StoreTransaction = {
    head,
    findKey: (ref) => step(() => findKey(context, session, ref)),
    findRoles: (query) => step(() => findRoles(context, session, query)),
    countKeys: (within) => step(() => countKeys(context, session, within)),
    insertKeys: (keys) => step(async () => insertRows(context, session, "keys", keys.map(keyToRow))),
    updateKey: (key) =>
      step(async () =>
        updateOne(session, context.from("keys").where("id", key.id).update(keyToRow(key)), "no such key"),
      ),
    saveRole: (role) => step(() => saveRole(context, session, role)),
    erase: (rows) => step(() => erase(context, session, rows)),
    appendChanges: (changes, next) =>
      step(async () => {
        await insertRows(context, session, "changes", changes.map(changeToRow));
        const heads = context.from("head").where("id", HEAD_ID);
        await updateOne(session, heads.update(headToRow(next)), "no head row");
      }),
  };
  return { tx, close };
}
