import type { Head, StoreTransaction } from "@latchkey/core";

import type { Session, Statement } from "../connection/session.js";
import { unavailable } from "../connection/store-fault.js";
import { findKey } from "../reading/find-key.js";
import { changeToRow } from "../records/change-rows.js";
import { HEAD_ID, headToRow } from "../records/head-rows.js";
import { keyToRow } from "../records/key-rows.js";
import type { StoreContext } from "../store-context.js";

export interface OpenTransaction {
  readonly tx: StoreTransaction;
  /** Ends it for the work: rejects when one of its statements has failed, also one nobody waited for. */
  close(this: void): Promise<void>;
}

/** What the work of a transaction can do, on the connection that holds the lock. */
export function openTransaction(context: StoreContext, session: Session, head: Head): OpenTransaction {
  const { step, close } = stepsOfOne();
  const tx: StoreTransaction = {
    head,
    findKey: (ref) => step(() => findKey(context, session, ref)),
    insertKey: (key) =>
      step(async () => void (await session.run(context.from("keys").insert(keyToRow(key))))),
    updateKey: (key) =>
      step(() =>
        updateOne(session, context.from("keys").where("id", key.id).update(keyToRow(key)), "no such key"),
      ),
    appendChange: (change, next) =>
      step(async () => {
        await session.run(context.from("changes").insert(changeToRow(change)));
        await updateOne(
          session,
          context.from("head").where("id", HEAD_ID).update(headToRow(next)),
          "no head row",
        );
      }),
  };
  return { tx, close };
}

/** Runs the steps of one transaction, and remembers the first that failed. */
function stepsOfOne() {
  let over = false;
  let running: Promise<unknown> = Promise.resolve();
  let fault: { readonly error: unknown } | undefined;

  async function step<T>(run: () => Promise<T>): Promise<T> {
    if (over)
      throw new Error("latchkey: this transaction is over; await each of its methods inside the work");
    const result = run().catch((error: unknown) => {
      fault ??= { error };
      throw error;
    });
    running = Promise.allSettled([running, result]);
    return result;
  }

  async function close(): Promise<void> {
    over = true;
    await running;
    if (fault) throw fault.error;
  }

  return { step, close };
}

async function updateOne(session: Session, update: Statement, otherwise: string): Promise<void> {
  const written = await session.run(update);
  if (written !== 1)
    throw unavailable(`The key store updated ${String(written)} rows instead of one: ${otherwise}.`);
}
