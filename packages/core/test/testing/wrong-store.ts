import type { KeyStore, StoreTransaction } from "@latchkey/core";

/** What a store does otherwise than it should. */
export type Fault = (store: KeyStore) => Partial<KeyStore>;

/** A store whose transactions do something otherwise than they should. */
export function inTransactions(fault: (tx: StoreTransaction) => Partial<StoreTransaction>): Fault {
  return (store) => ({
    transact: (work) => store.transact((tx) => work({ ...tx, ...fault(tx) })),
  });
}
