import { ageOf, momentOf, type Moment } from "../moment.js";
import type { Clock } from "../clock.js";
import { storeUnavailable } from "../store/with-deadline.js";

/** The time one verification has for everything it waits for; it begins when it is first asked for. */
export interface Patience {
  /** Milliseconds left; rejects the verification when there are none. */
  remaining(): number;
  /** Waits for work that is not waiting, such as a slow digest, without counting its time. */
  without<T>(work: Promise<T>): Promise<T>;
}

export function patience(clock: Required<Clock>, milliseconds: number): Patience {
  let began: Moment | undefined;
  let allowed = milliseconds;

  return {
    remaining() {
      if (began === undefined) {
        began = momentOf(clock);
        return allowed;
      }
      const left = allowed - ageOf(clock, began);
      if (left <= 0) throw storeUnavailable();
      return left;
    },
    async without(work) {
      if (began === undefined) return work;
      const start = momentOf(clock);
      const result = await work;
      allowed += ageOf(clock, start);
      return result;
    },
  };
}
