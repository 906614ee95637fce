import type { Clock } from "../clock.js";
import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";
import { storeUnavailable } from "../store/with-deadline.js";
import { ageOf, momentOf, type Moment } from "../moment.js";

/** Lets reads for verifications through to the store, as long as it answers. */
export interface StoreGate {
  /** Waits for a read at most so long. Rejects with `busy` or `store_unavailable`, at once when nothing is to be hoped for. */
  pass<T>(read: () => Promise<T>, milliseconds: number): Promise<T>;
}

const MOST_IN_FLIGHT = 64;
const MOST_OVERDUE = 2;
const PROBE_EVERY_MS = 1_000;

/**
 * At most 64 reads at a time, and when two of them are overdue, none but one probe, at most every second, until the
 * store answers: a stopped database must not take all connections of the application's pool.
 */
export function storeGate(clock: Required<Clock>): StoreGate {
  let inFlight = 0;
  let overdue = 0;
  let probing = false;
  let probed: Moment | null = null;

  function mayProbe(): boolean {
    return !probing && (probed === null || ageOf(clock, probed) >= PROBE_EVERY_MS);
  }

  function pass<T>(read: () => Promise<T>, milliseconds: number): Promise<T> {
    if (overdue < MOST_OVERDUE) {
      probed = null;
      if (inFlight >= MOST_IN_FLIGHT) return Promise.reject(busy());
      return watched(read, milliseconds);
    }
    probed ??= momentOf(clock);
    if (!mayProbe()) return Promise.reject(storeUnavailable());
    probing = true;
    probed = momentOf(clock);
    return watched(read, milliseconds, () => (probing = false));
  }

  /** Counts a read until the store has answered, which can be long after it was waited for. */
  function watched<T>(read: () => Promise<T>, milliseconds: number, settled = () => {}): Promise<T> {
    inFlight++;
    let late = false;
    const answer = read();
    const finish = () => {
      inFlight--;
      if (late) overdue--;
      settled();
    };
    answer.then(finish, finish);
    return inTime(answer, milliseconds, () => {
      late = true;
      overdue++;
      return storeUnavailable();
    });
  }

  return { pass };
}

function busy(): LatchkeyError {
  return new LatchkeyError("busy", "Too many keys are being looked up at once; try again.", {
    retryAfter: 1,
  });
}
