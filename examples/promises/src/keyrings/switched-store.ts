import { LatchkeyError, type KeyStore } from "@latchkey/core";

/** A store that can be taken away from one keyring while others go on. */
export interface StoreSwitch {
  away: boolean;
  around(store: KeyStore): KeyStore;
}

export function storeSwitch(): StoreSwitch {
  const state: StoreSwitch = { away: false, around };

  function around(store: KeyStore): KeyStore {
    const present = async <T>(run: () => T | Promise<T>): Promise<T> => {
      if (state.away) throw new LatchkeyError("store_unavailable", "The store was taken away.");
      return run();
    };
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
