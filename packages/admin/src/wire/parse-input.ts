import type * as z from "zod";

import { inputFault } from "./input-fault.js";

/**
 * What a schema makes of an input from outside. Throws one `LatchkeyError` that names every field that is wrong by
 * its name in JSON: `unknown_field` when any is unknown, otherwise `invalid_field`.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw inputFault(parsed.error.issues);
}
