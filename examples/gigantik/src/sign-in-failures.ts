import { LatchkeyError } from "@latchkey/core";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const QUARTER_OF_AN_HOUR_S = 15 * 60;
/** Otherwise a new e-mail address with each request would get past the limit of the account. */
const OF_ADDRESS = { points: 100, duration: QUARTER_OF_AN_HOUR_S };
const OF_ACCOUNT = { points: 10, duration: QUARTER_OF_AN_HOUR_S };

/** An attempt to sign in: from where, and as whom. */
export interface Attempt {
  readonly address: string;
  readonly email: string;
}

/**
 * Counts failed sign-ins in a quarter of an hour: 100 of an address, and 10 of an address with an account, are followed
 * by `too_many_failures`.
 */
export function signInFailures() {
  const ofAddress = new RateLimiterMemory(OF_ADDRESS);
  const ofAccount = new RateLimiterMemory(OF_ACCOUNT);
  const account = ({ address, email }: Attempt) => `${address} ${email}`;

  return {
    /** Counts a failure before it is one, so that many attempts at once are not more than many in a row. */
    async count(attempt: Attempt): Promise<void> {
      await ofAddress.consume(attempt.address).catch(refuse);
      await ofAccount.consume(account(attempt)).catch(refuse);
    },
    /** It could not be checked, and so was none. */
    async takeBack(attempt: Attempt): Promise<void> {
      await ofAddress.reward(attempt.address);
      await ofAccount.reward(account(attempt));
    },
    /** It succeeded: those before it are forgotten, of the account. */
    async forget(attempt: Attempt): Promise<void> {
      await ofAddress.reward(attempt.address);
      await ofAccount.delete(account(attempt));
    },
  };
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const retryAfter = reason.msBeforeNext / 1000;
  throw new LatchkeyError("too_many_failures", "Too many failed sign-ins; try again later.", { retryAfter });
}
