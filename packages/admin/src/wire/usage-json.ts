import type { KeyUsage, UsageOptions } from "@latchkey/core";
import * as z from "zod";

import { oneOf } from "./one-of.js";
import { parseQuery } from "./parse-query.js";
import { isoTime, isoTimeSchema, timeSchema } from "./time-schema.js";

export const usageQuerySchema = z.strictObject({
  from: timeSchema
    .meta({ description: "Default: seven days before `to` by hour, 90 days by day." })
    .optional(),
  to: timeSchema.meta({ description: "Up to this time and not including it; default: now." }).optional(),
  bucket: oneOf(["hour", "day"])
    .meta({ override: { default: "hour" } })
    .optional(),
});

const count = z.number().meta({ override: { type: "integer", minimum: 0 } });

export const usageSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        at: isoTimeSchema.meta({ description: "When the hour or the day begins, in UTC." }),
        accepted: count,
        refused: count.meta({ description: "Requests with the right token that were refused." }),
      }),
    ),
  })
  .meta({ id: "Usage", description: "The hours or days in which the key was used, oldest first." });

/** The options of `keyring.usage` from the query of a request. */
export function readUsage(query: URLSearchParams): UsageOptions {
  return parseQuery(usageQuerySchema, query);
}

/** The JSON of a key's usage. */
export function usageJson({ data }: KeyUsage): z.output<typeof usageSchema> {
  return { data: data.map(({ at, accepted, refused }) => ({ at: isoTime(at), accepted, refused })) };
}
