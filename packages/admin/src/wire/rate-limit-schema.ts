import { KEY_LIMITS } from "@latchkey/core";
import * as z from "zod";

/** How often a key can be used. */
export const rateLimitSchema = z
  .strictObject(
    { requests: count(KEY_LIMITS.requests), seconds: count(KEY_LIMITS.seconds) },
    {
      error: ({ code }) =>
        code === "invalid_type" ? "must be an object of requests and seconds" : undefined,
    },
  )
  .meta({
    id: "RateLimit",
    description: "So many requests in so many seconds.",
    examples: [{ requests: 100, seconds: 60 }],
  });

function count(most: number) {
  const error = `must be a whole number from 1 to ${most}`;
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= most, { error })
    .meta({ override: { type: "integer", minimum: 1, maximum: most } });
}
