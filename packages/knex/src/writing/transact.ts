import type { Head, KeyStore, StoreTransaction } from "@latchkey/core";

import type { Session } from "../connection/session.js";
import { readHead } from "../reading/read-head.js";
import type { StoreContext } from "../store-context.js";
import { inWrite } from "./in-write.js";
import { openTransaction, type OpenTransaction } from "./open-transaction.js";
import type { Enter } from "./turnstile.js";

type Work<T> = (tx: StoreTransaction) => Promise<T>;

/** Transactions under the head's lock. What happens once that is had is not tried again. */
export function transactions(context: StoreContext, enter: Enter): KeyStore["transact"] {
  return async function transact(work) {
    let locked = false;
    return inWrite(context, { enter, triesAgain: () => !locked }, async (session) => {
      const head = await lockedHead(context, session);
      locked = true;
      return worked(openTransaction(context, session, head), work);
    });
  };
}

function lockedHead(context: StoreContext, session: Session): Promise<Head> {
  return readHead(session, context.from("head").forUpdate());
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
