/** What is kept in the order of its use, which is kept in the entries themselves. */
export interface Linked<T> {
  newer: T | null;
  older: T | null;
}

/** Entries by name, so many at most; the one that was not asked for the longest is given up first. */
export interface RecentlyUsed<T> {
  readonly size: number;
  /** The entry, which becomes the one asked for last. */
  find(this: void, name: string): T | undefined;
  /** Keeps an entry in the place of the one with its name. */
  keep(this: void, entry: T): void;
  forget(this: void, name: string): void;
  clear(this: void): void;
  /** From the one asked for last on. Whoever walks here forgets no entry but the one it is given. */
  each(this: void, visit: (entry: T) => void): void;
}

export interface RecentlyUsedOptions<T> {
  readonly most: number;
  readonly nameOf: (entry: T) => string;
  /** Called with each entry that is kept no longer, whatever the reason. */
  readonly givenUp?: (entry: T) => void;
}

/**
 * Room is taken as it is needed. The links are in the entries because beside them, as libraries keep them, they take as
 * much room again as all that is remembered of a key.
 */
export function recentlyUsed<T extends Linked<T>>(options: RecentlyUsedOptions<T>): RecentlyUsed<T> {
  const { most, nameOf, givenUp } = options;
  const entries = new Map<string, T>();
  let latest: T | null = null;
  let oldest: T | null = null;

  function find(name: string): T | undefined {
    const entry = entries.get(name);
    if (entry === undefined || entry === latest) return entry;
    takeOut(entry);
    putFirst(entry);
    return entry;
  }

  function keep(entry: T): void {
    // By its own text: the one that was asked for can be a part of a longer one, and would hold all of it.
    const name = nameOf(entry);
    forget(name);
    if (entries.size >= most && oldest !== null) forget(nameOf(oldest));
    entries.set(name, entry);
    putFirst(entry);
  }

  function forget(name: string): void {
    const entry = entries.get(name);
    if (entry === undefined) return;
    entries.delete(name);
    giveUp(entry);
  }

  function putFirst(entry: T): void {
    entry.older = latest;
    if (latest === null) oldest = entry;
    else latest.newer = entry;
    latest = entry;
  }

  /** Leaves no way from the entry to others, so that whoever holds it does not hold them. */
  function takeOut(entry: T): void {
    const { newer, older } = entry;
    if (newer === null) latest = older;
    else newer.older = older;
    if (older === null) oldest = newer;
    else older.newer = newer;
    entry.newer = entry.older = null;
  }

  function giveUp(entry: T): void {
    takeOut(entry);
    givenUp?.(entry);
  }

  function each(visit: (entry: T) => void): void {
    for (let entry = latest, older: T | null; entry !== null; entry = older) {
      older = entry.older;
      visit(entry);
    }
  }

  return {
    get size() {
      return entries.size;
    },
    find,
    keep,
    forget,
    clear() {
      each(giveUp);
      entries.clear();
    },
    each,
  };
}
