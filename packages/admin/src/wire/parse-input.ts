import { invalidFields, LatchkeyError, type FieldError } from "@latchkey/core";
import type * as z from "zod";

/**
 * What a schema makes of an input from outside. Throws one `LatchkeyError` that names every field that is wrong by
 * its name in JSON: `unknown_field` when any is unknown, otherwise `invalid_field`.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  if (issues.some(({ code, path }) => code === "invalid_type" && path.length === 0)) {
    throw new LatchkeyError("invalid_request", "The body must be a JSON object.");
  }
  throw invalidFields(issues.flatMap(fieldErrors));
}

const LONGEST_NAME = 64;

type Issue = z.core.$ZodIssue;

function fieldErrors(issue: Issue): FieldError[] {
  const path = issue.path as (string | number)[];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({
      path: [...path, name.slice(0, LONGEST_NAME)],
      message: "is not a field here",
      code: "unknown_field",
    }));
  }
  return [{ path, message: issue.message, code: "invalid_field" }];
}
