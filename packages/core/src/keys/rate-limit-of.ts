import type { RateLimit } from "../limits/limiter.js";

/** A limit as records keep it: with its fields in one order, so that equal ones are the same text. */
export function rateLimitOf(limit: RateLimit | null | undefined): RateLimit | null {
  return limit == null ? null : { requests: limit.requests, seconds: limit.seconds };
}
