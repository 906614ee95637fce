import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";

/** The promise's outcome, or `store_unavailable` when it has none after `milliseconds`; it is not waited for any longer. */
export function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return inTime(promise, milliseconds, storeUnavailable);
}

/** What a store that did not answer makes of a call. */
export function storeUnavailable(): LatchkeyError {
  return new LatchkeyError("store_unavailable", "The key store does not answer; try again shortly.", {
    retryAfter: 1,
  });
}
