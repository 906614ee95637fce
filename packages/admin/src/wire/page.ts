import { KEY_LIMITS } from "@latchkey/core";
import * as z from "zod";

const LIMIT = `must be a whole number from 1 to ${KEY_LIMITS.page}`;

/** How every list is asked for, page by page. */
export const pageQuery = {
  limit: z
    .string()
    .refine((text) => /^[0-9]{1,15}$/.test(text), { error: LIMIT })
    .transform(Number)
    .meta({
      description: "How many entries a page holds at most.",
      override: { type: "integer", minimum: 1, maximum: KEY_LIMITS.page, default: 50 },
    })
    .optional(),
  cursor: z.string().meta({ description: "`next_cursor` of the page before." }).optional(),
} as const;

/** One page of a list. */
export function pageOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({
    data: z.array(entry),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: "What to send as `cursor` for the next page; null at the end." }),
  });
}
