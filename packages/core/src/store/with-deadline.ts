import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";
import { isLater, type OrLater } from "../or-later.js";

/** What a store answers, or `store_unavailable` when that is nothing after `milliseconds`; it is not waited for any longer. */
export async function withDeadline<T>(answer: OrLater<T>, milliseconds: number): Promise<T> {
  return isLater(answer) ? inTime(answer, milliseconds, storeUnavailable) : answer;
}

/** What a store that did not answer makes of a call. */
export function storeUnavailable(): LatchkeyError {
  return new LatchkeyError("store_unavailable", "The key store does not answer; try again shortly.", {
    retryAfter: 1,
  });
}
