import type { CachedKey } from "../cache/cached-key.js";
import type { Limiter } from "../limits/limiter.js";
import type { LimitState, Verdict } from "../verdicts/verdict.js";

/** Takes one request from the key's own limit; the verdict says where it stands. */
export async function withinLimit(
  limiter: Limiter,
  { record }: CachedKey,
  accepted: Verdict & { readonly ok: true },
): Promise<Verdict> {
  const { rateLimit } = record;
  if (rateLimit === null) return accepted;
  const { allowed, remaining, resetMs } = await limiter.take(`key:${record.id}`, rateLimit);
  const limit: LimitState = { ...rateLimit, remaining, resetMs };
  if (allowed) return { ...accepted, limit };
  const retryAfter = Math.max(1, Math.ceil(resetMs / 1000));
  return { ok: false, reason: "rate_limited", retryAfter, limit };
}
