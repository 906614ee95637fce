import { LatchkeyError, type KeyStore } from "@latchkey/core";

/** A store that counts what it is asked and can be made to fail as a database does that is away. */
export interface WatchedStore extends KeyStore {
  /** Everything that was asked of it since the last reset. */
  touches(): number;
  writes(): number;
  reset(): void;
  /** Every call rejects with this from now on; undefined ends it. */
  failWith(fault: Error | undefined): void;
}

export const databaseDown = new LatchkeyError("store_unavailable", "The database does not answer.", {
  retryAfter: 2,
});

export function watchedStore(store: KeyStore): WatchedStore {
  let touches = 0;
  let writes = 0;
  let fault: Error | undefined;

  async function touch<T>(call: () => Promise<T>): Promise<T> {
    touches++;
    if (fault !== undefined) throw fault;
    return call();
  }

  return {
    findKey: (ref) => touch(() => store.findKey(ref)),
    scanKeys: (scan) => touch(() => store.scanKeys(scan)),
    readChanges: (range) => store.readChanges(range),
    transact: (work) => {
      writes++;
      return touch(() => store.transact(work));
    },
    touches: () => touches,
    writes: () => writes,
    reset() {
      touches = 0;
      writes = 0;
    },
    failWith(next) {
      fault = next;
    },
  };
}
