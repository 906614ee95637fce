import { LatchkeyError, type KeyStore } from "@latchkey/core";

/** A store that can be taken away from one keyring while others go on. */
export interface StoreSwitch {
  away: boolean;
  around(store: KeyStore): KeyStore;
}

export function storeSwitch(): StoreSwitch {
  const state: StoreSwitch = { away: false, around };

  function around(store: KeyStore): KeyStore {
    const present = <T>(run: () => Promise<T>): Promise<T> =>
      state.away
        ? Promise.reject(new LatchkeyError("store_unavailable", "The store was taken away."))
        : run();
    return {
      ...store,
      findKey: (ref) => present(() => store.findKey(ref)),
      findRoles: (query) => present(() => store.findRoles(query)),
      scanChanges: (scan) => present(() => store.scanChanges(scan)),
      addUsage: (batch) => present(() => store.addUsage(batch)),
    };
  }

  return state;
}
