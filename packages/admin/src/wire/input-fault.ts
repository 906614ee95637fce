import { invalidFields, LatchkeyError, type FieldError } from "@latchkey/core";
import type * as z from "zod";

import { isInZodsWords, wordsFor } from "./issue-words.js";

/** The refusal that says what zod found. */
export function inputFault(issues: readonly z.core.$ZodIssue[]): LatchkeyError {
  if (issues.some(isOfAll)) return new LatchkeyError("invalid_request", "The body must be a JSON object.");
  return invalidFields(issues.flatMap(fieldErrors));
}

/** Whether no field is wrong, but what should have them. */
function isOfAll(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0 || issue.code === "unrecognized_keys") return false;
  return issue.code === "invalid_type" || isInZodsWords(issue);
}

/** No longer than what is public of a token, which somebody may have sent in the place of a field. */
const LONGEST_NAME = 24;

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path as (string | number)[];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({
      path: [...path, name.slice(0, LONGEST_NAME)],
      message: "is not a field here",
      code: "unknown_field",
    }));
  }
  const message = isInZodsWords(issue) ? wordsFor(issue) : issue.message;
  return [{ path, message, code: "invalid_field" }];
}
