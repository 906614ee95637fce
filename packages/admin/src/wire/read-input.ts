import type * as z from "zod";

import { inputFault } from "./input-fault.js";

/**
 * Runs a reader of input and makes what zod says of it a refusal: a `LatchkeyError` of code `invalid_request`,
 * `unknown_field` or `invalid_field`, which names each field that is wrong. Whatever else is thrown stays as it is. The
 * routers do this for the readers of a wire format; it is for an application's own routes.
 *
 * @example
 * const { title } = readInput(() => newContent.parse(req.body));
 */
export function readInput<T>(read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw isZodError(fault) ? inputFault(fault.issues) : fault;
  }
}

/** By name, not `instanceof`: the application has a zod of its own, which may be another one. */
function isZodError(fault: unknown): fault is { readonly issues: readonly z.core.$ZodIssue[] } {
  const { name, issues } = (fault ?? {}) as { readonly name?: unknown; readonly issues?: unknown };
  return (name === "ZodError" || name === "$ZodError") && Array.isArray(issues);
}
