import type { ServerResponse } from "node:http";

import type { LimitState } from "@latchkey/core";

/** Tells the client the limit of its key and where it stands (draft-ietf-httpapi-ratelimit-headers). */
export function setRateLimitHeaders(res: ServerResponse, limit: LimitState): void {
  // An application's own timeout may have answered meanwhile.
  if (res.headersSent) return;
  const { requests, seconds, remaining, resetMs } = limit;
  res.setHeader("RateLimit-Policy", `"key";q=${requests};w=${seconds}`);
  res.setHeader("RateLimit", `"key";r=${Math.max(0, remaining)};t=${Math.ceil(Math.max(0, resetMs) / 1000)}`);
}
