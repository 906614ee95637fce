import type { Clock } from "../clock.js";
import { LatchkeyError } from "../latchkey-error.js";
import { storeUnavailable } from "../store/with-deadline.js";
import { ageOf, momentOf, type Moment } from "../moment.js";
import { isLater, type OrLater } from "../or-later.js";

/** Lets reads for verifications through to the store, as long as it answers. */
export interface StoreGate {
  /**
   * Waits for a read at most so long; one that answers at once is not waited for. Rejects with `busy` or
   * `store_unavailable`, at once when nothing is to be hoped for.
   */
  pass<T>(read: () => OrLater<T>, milliseconds: number): OrLater<T>;
}

const MOST_IN_FLIGHT = 64;
const MOST_OVERDUE = 2;
const PROBE_EVERY_MS = 1_000;
/** Stores end their statements themselves; this is for one that never does. */
const HUNG_PROBE_MS = 10_000;

/**
 * At most 64 reads at a time, and when two of them are overdue, none but one probe, at most every second, until the
 * store answers: a stopped database must not take all connections of the application's pool.
 */
export function storeGate(clock: Required<Clock>): StoreGate {
  let inFlight = 0;
  /** Reads that are overdue since the store last answered; older ones may hang on for ever. */
  let overdue = new Set<object>();
  let probing: object | null = null;
  let probed: Moment | null = null;

  function pass<T>(read: () => OrLater<T>, milliseconds: number): OrLater<T> {
    if (inFlight >= MOST_IN_FLIGHT) return Promise.reject(busy());
    if (overdue.size < MOST_OVERDUE) {
      probed = null;
      return watched(read, milliseconds);
    }
    probed ??= momentOf(clock);
    const pause = probing === null ? PROBE_EVERY_MS : HUNG_PROBE_MS;
    if (ageOf(clock, probed) < pause) return Promise.reject(storeUnavailable());
    return probe(read, milliseconds);
  }

  /** One read to see whether the store answers again; when it does, all may ask. */
  function probe<T>(read: () => OrLater<T>, milliseconds: number): OrLater<T> {
    const mine = {};
    probing = mine;
    probed = momentOf(clock);
    const ended = (answered: boolean) => {
      if (answered) overdue = new Set();
      if (probing === mine) probing = null;
    };
    return watched(() => {
      const answer = read();
      if (!isLater(answer)) ended(true);
      else
        void answer.then(
          () => ended(true),
          () => ended(false),
        );
      return answer;
    }, milliseconds);
  }

  /** Counts a read until the store has answered, which can be long after it was waited for. */
  function watched<T>(read: () => OrLater<T>, milliseconds: number): OrLater<T> {
    const answer = read();
    if (!isLater(answer)) return answer;
    const mine = {};
    inFlight++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        overdue.add(mine);
        reject(storeUnavailable());
      }, milliseconds);
      const finish = () => {
        clearTimeout(timer);
        inFlight--;
        overdue.delete(mine);
      };
      answer.then(
        (value) => {
          finish();
          resolve(value);
        },
        (fault: Error) => {
          finish();
          reject(fault);
        },
      );
    });
  }

  return { pass };
}

function busy(): LatchkeyError {
  return new LatchkeyError("busy", "Too many keys are being looked up at once; try again.", {
    retryAfter: 1,
  });
}
