import type { KeyStore } from "../src/store/key-store.js";

export interface WatchedStore extends KeyStore {
  /** The reads since it was made or last asked, as method names. */
  takeReads(): readonly string[];
  /** The records that those reads handed out. */
  takeRows(): number;
}

/** A store that counts what is read from it. */
export function watchedStore(store: KeyStore): WatchedStore {
  let reads: string[] = [];
  let rows = 0;

  return {
    ...store,
    async findKey(ref) {
      reads.push("findKey");
      const key = await store.findKey(ref);
      if (key !== null) rows++;
      return key;
    },
    async scanKeys(scan) {
      reads.push("scanKeys");
      const keys = await store.scanKeys(scan);
      rows += keys.length;
      return keys;
    },
    takeReads() {
      const taken = reads;
      reads = [];
      return taken;
    },
    takeRows() {
      const taken = rows;
      rows = 0;
      return taken;
    },
  };
}
