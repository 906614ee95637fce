import type { CachedKey } from "../cache/cached-key.js";
import { inTime } from "../in-time.js";
import { LatchkeyError } from "../latchkey-error.js";
import { secondsUntilReset } from "../limits/allowance.js";
import type { Limiter } from "../limits/limiter.js";
import type { Patience } from "./patience.js";
import type { LimitState, Verdict } from "../verdicts/verdict.js";

/** Asks for a request's place within its key's own limit. */
export type WithinLimit = (
  key: CachedKey,
  accepted: Verdict & { readonly ok: true },
  time: Patience,
) => Promise<Verdict>;

/** For one request: it takes one from the limit, however often it is decided. */
export function limitOnce(limiter: Limiter): WithinLimit {
  let taken: Promise<LimitState & { readonly allowed: boolean }> | undefined;

  async function take({ id, rateLimit }: CachedKey["record"]) {
    const limit = rateLimit ?? { requests: 0, seconds: 0 };
    const { allowed, remaining, resetMs } = await limiter.take(`key:${id}`, limit);
    return { ...limit, remaining, resetMs, allowed };
  }

  return async function withinLimit({ record }, accepted, time) {
    if (record.rateLimit === null) return accepted;
    // Before anything is taken: when there is no time left, nobody would wait for what the limiter says.
    const left = time.remaining();
    taken ??= take(record);
    const { allowed, ...limit } = await inTime(taken, left, tooLate);
    if (allowed) return { ...accepted, limit };
    return { ok: false, reason: "rate_limited", retryAfter: secondsUntilReset(limit), limit };
  };
}

function tooLate(): LatchkeyError {
  return new LatchkeyError("busy", "The limit of the key could not be asked in time.", { retryAfter: 1 });
}
