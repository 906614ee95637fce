import type { KeyRecord } from "../src/keys/key-record.js";
import type { KeyStore } from "../src/store/key-store.js";

/** Puts records into a store past the keyring, as somebody with access to the database could. */
export function insertKeys(store: KeyStore, keys: readonly KeyRecord[]): Promise<void> {
  return store.transact((tx) => tx.insertKeys(keys));
}
