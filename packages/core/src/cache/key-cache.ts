import type { ChangeRecord } from "../changes/change-record.js";
import type { Clock } from "../clock.js";
import { leastRecentlyUsed } from "../least-recently-used.js";
import type { CachedKey } from "./cached-key.js";
import { ageOf, momentOf, type Moment } from "../moment.js";
import { recentKeys } from "./recent-keys.js";

/** Somebody is reading a key or deciding about it. What is written meanwhile makes that outdated. */
export interface Watch {
  readonly outdated: boolean;
  /** Ends the watch; keeps what was read, or that there is no such key, unless it is outdated. */
  end(read?: CachedKey | null): void;
}

/** Records by id, and ids that do not exist, apart from them so that made-up ids evict no key. */
export interface KeyCache {
  find(id: string): CachedKey | undefined;
  /** Whether the id was found not to exist within the last 2 s. */
  isUnknown(id: string): boolean;
  watch(id: string): Watch;
  /** Forgets whatever these changes touch, also where it is being read or decided about just now. */
  apply(changes: readonly ChangeRecord[]): void;
  /** Forgets everything kept, and keeps nothing of what is being read just now. */
  empty(): void;
  /** The same, and makes every decision under way outdated. */
  clear(): void;
}

const MOST_UNKNOWN = 1_000;
const UNKNOWN_MS = 2_000;

export function keyCache(max: number, clock: Required<Clock>): KeyCache {
  const keys = recentKeys(max);
  const unknown = leastRecentlyUsed<Moment>(MOST_UNKNOWN);
  const watches = new Set<{ readonly id: string; outdated: boolean; keeps: boolean }>();

  function rememberUnknown(asked: string): void {
    // By a text of its own: the one that was asked for is a part of a token, and would hold all of it.
    const id = Buffer.from(asked).toString();
    unknown.set(id, momentOf(clock));
  }

  function watch(id: string): Watch {
    // Without a getter: one for each object takes as long to make as all else here.
    const mine = { id, outdated: false, keeps: true, end };
    watches.add(mine);
    return mine;

    function end(read?: CachedKey | null): void {
      watches.delete(mine);
      if (mine.outdated || !mine.keeps || read === undefined || max === 0) return;
      if (read === null) rememberUnknown(id);
      else keys.keep(read);
    }
  }

  function forgetKey(id: string): void {
    keys.forget(id);
    unknown.delete(id);
    for (const each of watches) if (each.id === id) each.outdated = true;
  }

  /** A key that has just been made: what was read of it is as new as can be, that there was none is not. */
  function forgetUnknown(id: string): void {
    unknown.delete(id);
    for (const each of watches) if (each.id === id) each.keeps = false;
  }

  /** Seldom, so that looking through everything costs less than an index kept for it. */
  function forgetRole(role: string): void {
    keys.each(({ record, traits }) => {
      if (traits.custom?.id === role) keys.forget(record.id);
    });
    outdateAll();
  }

  /** Owners are not kept here, but somebody may be deciding by one. */
  function outdateAll(): void {
    for (const each of watches) each.outdated = true;
  }

  function empty(): void {
    keys.clear();
    unknown.clear();
    for (const each of watches) each.keeps = false;
  }

  function clear(): void {
    empty();
    outdateAll();
  }

  function apply(changes: readonly ChangeRecord[]): void {
    for (const { action, target } of changes) {
      if (action === "key.created") forgetUnknown(target);
      else if (action.startsWith("key.")) forgetKey(target);
      else if (action.startsWith("role.")) forgetRole(target);
      else if (action === "owner.changed") outdateAll();
      // What a newer release records may change anything.
      else if (!HARMLESS.has(action)) clear();
    }
  }

  return {
    find: keys.find,
    isUnknown(id) {
      const since = unknown.get(id);
      return since !== undefined && ageOf(clock, since) <= UNKNOWN_MS;
    },
    watch,
    apply,
    empty,
    clear,
  };
}

const HARMLESS: ReadonlySet<string> = new Set(["tokens_revealed", "changes.pruned"]);
