import { recentlyUsed, type RecentlyUsed } from "../recently-used.js";
import type { CachedKey } from "./cached-key.js";

/** Keys by their ids. */
export type RecentKeys = RecentlyUsed<CachedKey>;

export function recentKeys(most: number): RecentKeys {
  return recentlyUsed<CachedKey>({ most, nameOf: ({ record }) => record.id, givenUp: (key) => key.letGo() });
}
