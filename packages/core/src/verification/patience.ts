import { ageOf, momentOf } from "../moment.js";
import type { Clock } from "../clock.js";
import { storeUnavailable } from "../store/with-deadline.js";

/** The time one verification has for everything it waits for. */
export interface Patience {
  /** Milliseconds left; rejects the verification when there are none. */
  remaining(): number;
  /** Runs work that is not waiting, such as a slow digest, without counting its time. */
  without<T>(work: () => Promise<T>): Promise<T>;
}

export function patience(clock: Required<Clock>, milliseconds: number): Patience {
  const began = momentOf(clock);
  let allowed = milliseconds;

  return {
    remaining() {
      const left = allowed - ageOf(clock, began);
      if (left <= 0) throw storeUnavailable();
      return left;
    },
    async without(work) {
      const start = momentOf(clock);
      const result = await work();
      allowed += ageOf(clock, start);
      return result;
    },
  };
}
