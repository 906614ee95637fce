import type { KeyringContext } from "../context/keyring-context.js";
import type { CachedKey } from "./cached-key.js";
import { changeReader } from "./change-reader.js";
import { keyCache, type Watch } from "./key-cache.js";
import { keyLoader, type LoadKey } from "./key-loader.js";
import { keyLocator, type KeyLocator } from "./key-locator.js";
import { storeGate } from "./store-gate.js";

/** Keys for verifications: from memory while nothing can have changed unnoticed, otherwise from the store. */
export interface KeyMemory {
  /** A key, or null for an id that does not exist, as far as memory alone can tell at this time; undefined when it cannot. */
  recall(id: string, now?: number): CachedKey | null | undefined;
  /** Whether memory can be relied on: nothing can have been written more than 3 s ago that it does not know. */
  isFresh(): boolean;
  /** Reads the key, and keeps it. */
  readonly load: LoadKey;
  /** Finds the ids of keys whose tokens do not say them. */
  readonly locator: KeyLocator;
  /** Tells whether a key is written to from now on until the watch ends. */
  watch(id: string): Watch;
  /** Begins to follow what other processes write; resolves when it has succeeded once. */
  start(): Promise<void>;
  /** Follows no longer; from then on every key is read from the store. */
  stop(): void;
}

export function keyMemory(ring: KeyringContext): KeyMemory {
  const { store, clock, push, feed, cacheSize } = ring;
  const cache = keyCache(cacheSize, clock);
  const gate = storeGate(clock);
  const load = keyLoader(ring, cache, gate);
  const locator = keyLocator(ring, gate);
  const reader = changeReader({
    store,
    clock,
    push,
    apply: (changes) => feed.tell(changes),
    begin: () => cache.empty(),
    reset() {
      cache.clear();
      locator.clear();
    },
  });
  feed.listen((changes) => {
    cache.apply(changes);
    // Its token can be imported anew, and has another id then.
    if (changes.some(({ action }) => action === "key.purged")) locator.clear();
    if (changes.some(({ action }) => action === "key.created")) locator.disown();
  });

  return {
    recall(id, now) {
      if (!reader.isFresh(now)) return undefined;
      return cache.find(id) ?? (cache.isUnknown(id) ? null : undefined);
    },
    isFresh: () => reader.isFresh(),
    load,
    locator,
    watch: (id) => cache.watch(id),
    start: () => (cacheSize === 0 ? Promise.resolve() : reader.start()),
    stop: () => reader.stop(),
  };
}
