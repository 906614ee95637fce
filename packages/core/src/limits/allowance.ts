import type { Allowance, RateLimit } from "./limiter.js";

/** What one name has used of its window. */
export interface Used {
  /** Requests counted in the window, refused ones included. */
  readonly requests: number;
  /** Milliseconds until the window ends. */
  readonly resetMs: number;
}

/** Longer timers end at once in Node, and their counters with them. */
const LONGEST_SECONDS = 2_147_483;

/**
 * The length of a limit's window in whole seconds, for limiters: a counter with no end, or with none but zero, would
 * limit for ever or not at all.
 */
export function windowSeconds({ seconds }: RateLimit): number {
  return Math.min(Math.max(Math.ceil(seconds) || 1, 1), LONGEST_SECONDS);
}

/** Whole seconds, at least one, until a window of so many milliseconds ends: for `Retry-After`. */
export function secondsUntilReset({ resetMs }: Pick<Allowance, "resetMs">): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}

/** The answer of a limiter to `take`, the request taken being among those used. */
export function allowanceTaken(limit: RateLimit, used: Used): Allowance {
  return { allowed: used.requests <= limit.requests, ...left(limit, used) };
}

/** The answer of a limiter to `look`; `null` is a name without a window. */
export function allowanceLeft(limit: RateLimit, used: Used | null): Allowance {
  // A counter that is past its end counts no longer, whether it has been swept away or not.
  const now = used !== null && used.resetMs > 0 ? used : UNUSED;
  return { allowed: now.requests < limit.requests, ...left(limit, now) };
}

const UNUSED: Used = { requests: 0, resetMs: 0 };

function left(limit: RateLimit, { requests, resetMs }: Used): Pick<Allowance, "remaining" | "resetMs"> {
  return {
    remaining: Math.max(limit.requests - requests, 0),
    // A clock that was set back must not send clients away for longer than a window.
    resetMs: Math.min(Math.max(resetMs, 0), windowSeconds(limit) * 1_000),
  };
}
