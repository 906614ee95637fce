import { inTime } from "../in-time.js";
import type { KeyStore } from "../store/key-store.js";
import type { VerifyOrigin } from "../verdicts/verdict.js";
import {
  addEarlier,
  countsAt,
  hoursOf,
  keyUse,
  lastUseOf,
  moveLastUse,
  moveOldSecretUse,
  type KeyUse,
} from "./key-use.js";

/**
 * Gathers how keys are used and writes it every ten seconds, away from the requests. What could not be written is
 * kept for the next time; a process that is killed loses what it had gathered.
 */
export interface UsageCollector {
  /** One accepted request; `origin` is read at most once a second for a key. */
  accepted(keyId: string, at: number, origin: VerifyOrigin | undefined, oldSecret: boolean): void;
  /** One request that proved the secret and was refused. Moves no last use. */
  refused(keyId: string, at: number): void;
  /** Drops what has gathered of a key, such as one that was purged; what is being written at that moment may arrive yet. */
  forget(keyId: string): void;
  /** Begins to flush every ten seconds; the timer does not hold the process. */
  start(): void;
  /** Writes what has gathered; resolves when that is written, has failed, or takes longer than five seconds. */
  flush(): Promise<void>;
  /** Stops the timer and flushes. */
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;
const BATCH_KEYS = 500;
const MOST_KEYS = 100_000;

export function usageCollector(store: Pick<KeyStore, "addUsage">): UsageCollector {
  let gathered = new Map<string, KeyUse>();
  /** Begun anew for each key to drop, it would go over the places of all that were dropped before. */
  let longestWaiting = gathered.keys();
  let sending = new Map<string, KeyUse>();
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let warned = false;

  function useOf(keyId: string): KeyUse {
    const known = gathered.get(keyId);
    if (known !== undefined) return known;
    const use = keyUse(keyId);
    gathered.set(keyId, use);
    dropExcess();
    return use;
  }

  function gatherIn(uses: Map<string, KeyUse>): void {
    gathered = uses;
    longestWaiting = uses.keys();
  }

  /** The keys that have waited the longest come first in the map. */
  function dropExcess(): void {
    while (gathered.size > MOST_KEYS) {
      const { value: keyId } = longestWaiting.next();
      if (keyId === undefined) return;
      gathered.delete(keyId);
      if (!warned) warnOfLoss();
      warned = true;
    }
  }

  async function write(): Promise<void> {
    sending = gathered;
    gatherIn(new Map());
    try {
      while (sending.size > 0) await writeBatch();
    } catch {
      keepForNextTime(sending);
      sending = new Map();
    }
  }

  async function writeBatch(): Promise<void> {
    const batch = firstOf(sending, BATCH_KEYS);
    await store.addUsage({
      hours: batch.flatMap(hoursOf),
      lastUsed: batch.map(lastUseOf).filter((use) => use !== null),
    });
    for (const { keyId } of batch) sending.delete(keyId);
  }

  function keepForNextTime(unsent: Map<string, KeyUse>): void {
    const newer = gathered;
    gatherIn(unsent);
    for (const [keyId, use] of newer) {
      const earlier = unsent.get(keyId);
      if (earlier !== undefined) addEarlier(use, earlier);
      unsent.set(keyId, use);
    }
    dropExcess();
  }

  /** One at a time; those who ask while one is under way share the next one. */
  async function writeNext(): Promise<void> {
    if (writing !== null) await writing;
    writing ??= write().finally(() => (writing = null));
    await writing;
  }

  /** A write that never ends must not hold up whoever waits for it. */
  function flush(): Promise<void> {
    return inTime(writeNext(), PATIENCE_MS, () => new Error("late")).catch(() => undefined);
  }

  return {
    accepted(keyId, at, origin, oldSecret) {
      const use = useOf(keyId);
      countsAt(use, at).accepted++;
      moveLastUse(use, at, origin);
      if (oldSecret) moveOldSecretUse(use, at);
    },
    refused(keyId, at) {
      countsAt(useOf(keyId), at).refused++;
    },
    forget(keyId) {
      gathered.delete(keyId);
      sending.delete(keyId);
    },
    start() {
      timer ??= setInterval(() => {
        if (writing === null) void writeNext();
      }, FLUSH_EVERY_MS).unref();
    },
    flush,
    async close() {
      clearInterval(timer);
      timer = undefined;
      await flush();
    },
  };
}

function firstOf(uses: ReadonlyMap<string, KeyUse>, most: number): readonly KeyUse[] {
  const first: KeyUse[] = [];
  for (const use of uses.values()) {
    if (first.length === most) break;
    first.push(use);
  }
  return first;
}

function warnOfLoss(): void {
  process.emitWarning(
    `usage of more than ${MOST_KEYS} keys waits to be written; the oldest counts are dropped`,
    {
      type: "LatchkeyWarning",
      code: "LATCHKEY_USAGE_DROPPED",
      detail: "The key store takes no usage: see why its addUsage fails or does not end.",
    },
  );
}
