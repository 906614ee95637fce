import type { KeyStore, StoreTransaction } from "@latchkey/core";

import { headOf } from "../reading/read-head.js";
import { HEAD_ID, headColumns } from "../records/head-rows.js";
import type { StoreContext } from "../store-context.js";
import { inWrite } from "./in-write.js";
import { createSteps, openTransaction, type OpenTransaction } from "./open-transaction.js";
import type { Enter } from "./turnstile.js";

type Work<T> = (tx: StoreTransaction) => Promise<T>;

/** Transactions under the head's lock. What happens once that is had is not tried again. */
export function transactions(context: StoreContext, enter: Enter): KeyStore["transact"] {
  const steps = createSteps(context);
  const locks = { columns: headColumns, from: `${context.tableName("head")} where id = ${HEAD_ID}` };

  return async function transact(work) {
    let locked = false;
    return inWrite(context, { enter, locks, triesAgain: () => !locked }, async (session, row) => {
      locked = true;
      return worked(openTransaction(context, session, steps, headOf(row)), work);
    });
  };
}

/** What the work resolved with, once all its statements have ended well. */
async function worked<T>({ tx, close }: OpenTransaction, work: Work<T>): Promise<T> {
  try {
    const result = await work(tx);
    await close();
    return result;
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
