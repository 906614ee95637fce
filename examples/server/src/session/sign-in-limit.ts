import { addressBlock } from "@latchkey/core";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Holds back who guesses passwords: ten failures in a quarter of an hour, for each address and account. */
export interface SignInLimit {
  /** Counts an attempt; gives the seconds to wait when there were too many. */
  begin(attempt: Attempt): Promise<number | null>;
  /** Forgets the failures, after a success. */
  forgive(attempt: Attempt): Promise<void>;
}

export interface Attempt {
  /** As `clientAddress` gives it. */
  readonly address: string | undefined;
  readonly email: string;
}

const FAILURES = 10;
const QUARTER_OF_AN_HOUR_S = 15 * 60;

/** Attempts are counted before the password is checked, so that many at once are not more than many in a row. */
export function signInLimit(): SignInLimit {
  const limiter = new RateLimiterMemory({ points: FAILURES, duration: QUARTER_OF_AN_HOUR_S });

  return {
    async begin(attempt) {
      try {
        await limiter.consume(keyOf(attempt));
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
        throw refusal;
      }
    },

    async forgive(attempt) {
      await limiter.delete(keyOf(attempt));
    },
  };
}

function keyOf({ address = "", email }: Attempt): string {
  return `${addressBlock(address)} ${email.toLowerCase()}`;
}
