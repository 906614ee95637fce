import { LatchkeyError, type FieldError } from "@latchkey/core";
import type { z } from "zod";

/** The body as its schema describes it; what is wrong with it is told field by field. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(fieldErrors);
  const code = errors.some(({ code }) => code === "unknown_field") ? "unknown_field" : "invalid_field";
  throw new LatchkeyError(code, "The body does not fit; see errors.", { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key],
    message: "is not known here",
    code: "unknown_field",
  }));
}
