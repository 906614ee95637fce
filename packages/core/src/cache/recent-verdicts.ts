/** What remembers a verdict. */
export interface Remembering {
  remembered: object | null;
}

/** Sees to it that only the keys that were accepted last remember their verdicts; others make them anew. */
export interface RecentVerdicts {
  /** The key is about to remember its verdict; another one, that has had its own for the longest, forgets it. */
  add(key: Remembering): void;
}

/** Made anew, a verdict takes a tenth of a microsecond; remembered, it takes more room than all else of a key. */
const MOST = 10_000;

/** For a cache of so many keys; without a cache a key is seen once. */
export function recentVerdicts(cacheSize: number): RecentVerdicts | null {
  const most = Math.min(cacheSize, MOST);
  const keys: Remembering[] = [];
  let next = 0;
  if (most === 0) return null;
  return {
    add(key) {
      const first = keys[next];
      if (first !== undefined) first.remembered = null;
      keys[next] = key;
      next = (next + 1) % most;
    },
  };
}
