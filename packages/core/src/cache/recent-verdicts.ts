/** A verdict that is remembered, until it is forgotten. */
export interface Forgettable {
  forget(): void;
}

/** Sees to it that only the keys that were accepted last remember their verdicts; others make them anew. */
export interface RecentVerdicts {
  /** A verdict is about to be remembered; another one, that has been for the longest, is forgotten. */
  add(verdict: Forgettable): void;
}

/** Made anew, a verdict takes a tenth of a microsecond; remembered, it takes more room than all else of a key. */
const MOST = 10_000;

/** For a cache of so many keys; without a cache a key is seen once. */
export function recentVerdicts(cacheSize: number): RecentVerdicts | null {
  const most = Math.min(cacheSize, MOST);
  const verdicts: Forgettable[] = [];
  let next = 0;
  if (most === 0) return null;
  return {
    add(verdict) {
      verdicts[next]?.forget();
      verdicts[next] = verdict;
      next = (next + 1) % most;
    },
  };
}
