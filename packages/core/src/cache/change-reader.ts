import type { ChangeRecord } from "../changes/change-record.js";
import type { Clock } from "../clock.js";
import type { ChangeHint, Push } from "../push/push.js";
import type { ChangeScan, KeyStore } from "../store/key-store.js";
import { withDeadline } from "../store/with-deadline.js";
import { ageOf, momentOf, type Moment } from "../moment.js";

/** Follows what other processes write. */
export interface ChangeReader {
  /** Whether nothing can have been written more than 3 s ago that this process does not know, at this time by the wall clock. */
  isFresh(now?: number): boolean;
  /** Begins; resolves when a reading has succeeded, and rejects when it has failed. Goes on in any case. */
  start(): Promise<void>;
  stop(): void;
}

export interface ChangeReaderOptions {
  readonly store: Pick<KeyStore, "scanChanges">;
  readonly clock: Required<Clock>;
  readonly push: Push;
  /** What others have written, in order. */
  readonly apply: (changes: readonly ChangeRecord[]) => void;
  /** From now on changes are followed; what was kept before can be older than that. */
  readonly begin: () => void;
  /** History is not what it was: nothing that is known can be relied on. */
  readonly reset: () => void;
}

const INTERVAL_MS = 500;
const HINT_PAUSE_MS = 25;
const FRESH_MS = 3_000;
const PAGE = 1_000;
/** Stores have ends of their own; this is for one that never answers. */
const PATIENCE_MS = 10_000;

/** The last change that was read; the next reading begins with it, to see that it is still there. */
interface Position {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Asks every 500 ms for the changes behind the last one known, and at once when a hint says that there are some;
 * never two readings at a time. A database restored from a backup, and a chain pruned past where this reader stood, show
 * in the last known change being gone: then everything is forgotten and the reader begins anew.
 */
export function changeReader({ store, clock, push, apply, begin, reset }: ChangeReaderOptions): ChangeReader {
  let position: Position | null = null;
  let succeeded: Moment | null = null;
  let reading: Promise<void> | null = null;
  let again = false;
  let began: Moment | null = null;
  let timer: NodeJS.Timeout | undefined;
  let hintTimer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | null = null;
  let stopped = false;

  function start(): Promise<void> {
    unsubscribe ??= push.subscribe(hinted);
    return isFresh() ? Promise.resolve() : look();
  }

  /** Hints are anybody's who can send them: however many there are, no reading begins sooner after another. */
  function hinted({ seq }: ChangeHint): void {
    if (stopped || hintTimer !== undefined || !((position?.seq ?? 0) < seq)) return;
    const rest = began === null ? 0 : HINT_PAUSE_MS - ageOf(clock, began);
    if (rest <= 0) return void look().catch(() => undefined);
    hintTimer = setTimeout(() => {
      hintTimer = undefined;
      look().catch(() => undefined);
    }, rest).unref();
  }

  /** Reads now, or once more behind the reading under way. Rejects with what a reading said. */
  function look(): Promise<void> {
    again = true;
    clearTimeout(timer);
    if (stopped) return Promise.resolve();
    reading ??= readAll().finally(() => {
      reading = null;
      if (!stopped) timer = setTimeout(() => void look().catch(() => undefined), INTERVAL_MS).unref();
    });
    return reading;
  }

  async function readAll(): Promise<void> {
    while (again && !stopped) {
      again = false;
      await read();
    }
  }

  async function read(): Promise<void> {
    const sent = momentOf(clock);
    began = sent;
    const complete = position === null ? await anchor(begin) : await advance(position);
    if (stopped) return;
    // Of several pages only the last brings this process up to date.
    if (complete) succeeded = sent;
    // An answer that was long under way, such as that of a process that was frozen, is not the newest.
    if (!complete || ageOf(clock, sent) > INTERVAL_MS) again = true;
  }

  function isFresh(now?: number): boolean {
    return succeeded !== null && ageOf(clock, succeeded, now) <= FRESH_MS;
  }

  function scan(scan: Omit<ChangeScan, "within">): Promise<readonly ChangeRecord[]> {
    return withDeadline(store.scanChanges({ ...scan, within: { by: "all" } }), PATIENCE_MS);
  }

  /** Begins at the newest change. What is read of keys from now on is at least as new. */
  async function anchor(forget: () => void): Promise<boolean> {
    const [last] = await scan({ order: "seq-desc", limit: 1 });
    forget();
    position = last === undefined ? BEGINNING : { seq: last.seq, hash: last.hash };
    return true;
  }

  /** Applies what is new; whether that was all. */
  async function advance(from: Position): Promise<boolean> {
    const after = from.seq - 1;
    const found = await scan({ order: "seq", after, limit: PAGE });
    const news = behind(from, found);
    if (news === null) return anchor(reset);
    if (stopped) return true;
    apply(news);
    const last = news.at(-1);
    if (last !== undefined) position = { seq: last.seq, hash: last.hash };
    return found.length < PAGE;
  }

  return {
    isFresh,
    start,
    stop() {
      stopped = true;
      succeeded = null;
      clearTimeout(timer);
      clearTimeout(hintTimer);
      unsubscribe?.();
    },
  };
}

const BEGINNING: Position = { seq: 0, hash: "" };

/** The changes behind a position, or null when they do not follow it without a gap. */
function behind(from: Position, found: readonly ChangeRecord[]): readonly ChangeRecord[] | null {
  const news = from.seq === 0 ? found : found.slice(1);
  const isThere = from.seq === 0 || (found[0]?.seq === from.seq && found[0].hash === from.hash);
  return isThere && news.every((change, index) => change.seq === from.seq + 1 + index) ? news : null;
}
