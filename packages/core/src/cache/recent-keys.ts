import type { CachedKey } from "./cached-key.js";

/** Keys by their ids, so many at most; the one that was not asked for the longest is given up first. */
export interface RecentKeys {
  readonly size: number;
  /** The key, which becomes the one asked for last. */
  find(id: string): CachedKey | undefined;
  /** Keeps a key in the place of the one with its id. */
  keep(key: CachedKey): void;
  forget(id: string): void;
  clear(): void;
  /** From the one asked for last on. Whoever walks here forgets no key but the one it is given. */
  each(visit: (key: CachedKey) => void): void;
}

/**
 * The order of use is kept in the keys themselves: kept beside them, in `lru-cache`, it takes as much room again as
 * the proof that a token was good.
 */
export function recentKeys(most: number): RecentKeys {
  const keys = new Map<string, CachedKey>();
  let latest: CachedKey | null = null;
  let oldest: CachedKey | null = null;

  function find(id: string): CachedKey | undefined {
    const key = keys.get(id);
    if (key === undefined || key === latest) return key;
    takeOut(key);
    putFirst(key);
    return key;
  }

  function keep(key: CachedKey): void {
    forget(key.record.id);
    if (keys.size >= most && oldest !== null) forget(oldest.record.id);
    // By the text of the record: the one that was asked for can be a part of a token, and would hold all of it.
    keys.set(key.record.id, key);
    putFirst(key);
  }

  function forget(id: string): void {
    const key = keys.get(id);
    if (key === undefined) return;
    keys.delete(id);
    giveUp(key);
  }

  function putFirst(key: CachedKey): void {
    key.older = latest;
    if (latest === null) oldest = key;
    else latest.newer = key;
    latest = key;
  }

  /** Leaves no way from the key to others, so that whoever holds it does not hold them. */
  function takeOut(key: CachedKey): void {
    const { newer, older } = key;
    if (newer === null) latest = older;
    else newer.older = older;
    if (older === null) oldest = newer;
    else older.newer = newer;
    key.newer = key.older = null;
  }

  function giveUp(key: CachedKey): void {
    takeOut(key);
    key.letGo();
  }

  function each(visit: (key: CachedKey) => void): void {
    for (let key = latest, older: CachedKey | null; key !== null; key = older) {
      older = key.older;
      visit(key);
    }
  }

  return {
    get size() {
      return keys.size;
    },
    find,
    keep,
    forget,
    clear() {
      each(giveUp);
      keys.clear();
    },
    each,
  };
}
