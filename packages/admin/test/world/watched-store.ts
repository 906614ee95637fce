import { LatchkeyError, type KeyStore } from "@latchkey/core";

/** A store that counts what it is asked and can be made to fail as a database does that is away. */
export interface WatchedStore extends KeyStore {
  /** Everything that was asked of it since the last reset, but for changes, which the keyring's reader asks for by itself. */
  touches(): number;
  writes(): number;
  reset(): void;
  /** Every call rejects with this from now on; undefined ends it. */
  failWith(fault: Error | undefined): void;
  /** Every write rejects with this from now on. */
  failWrites(fault: Error): void;
}

export const databaseDown = new LatchkeyError("store_unavailable", "The database does not answer.", {
  retryAfter: 2,
});

export function watchedStore(store: KeyStore): WatchedStore {
  let touches = 0;
  let writes = 0;
  let fault: Error | undefined;
  let faultOfWrites: Error | undefined;

  async function failable<T>(call: () => T | Promise<T>): Promise<T> {
    if (fault !== undefined) throw fault;
    return call();
  }
  async function touch<T>(call: () => T | Promise<T>): Promise<T> {
    touches++;
    return failable(call);
  }

  return {
    findKey: (ref) => touch(() => store.findKey(ref)),
    scanKeys: (scan) => touch(() => store.scanKeys(scan)),
    findRoles: (query) => touch(() => store.findRoles(query)),
    scanChanges: (scan) => failable(() => store.scanChanges(scan)),
    readUsage: (query) => touch(() => store.readUsage(query)),
    addUsage: (batch) => failable(() => store.addUsage(batch)),
    survey: (expected, now) => failable(() => store.survey(expected, now)),
    transact: (work) => {
      writes++;
      return touch(() => (faultOfWrites ? Promise.reject(faultOfWrites) : store.transact(work)));
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
    failWrites(next) {
      faultOfWrites = next;
    },
  };
}
