import { readInput } from "@latchkey/admin";
import type { Request } from "express";
import type { z } from "zod";

/**
 * The body as its schema has it. Throws `invalid_request` when it is no object, otherwise `unknown_field` or
 * `invalid_field`, which says field by field what is wrong.
 */
export function bodyOf<T>(schema: z.ZodType<T>, { body }: Pick<Request, "body">): T {
  return readInput(() => schema.parse(body));
}
