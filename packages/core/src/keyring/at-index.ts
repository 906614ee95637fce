import { LatchkeyError, type ErrorCode } from "../latchkey-error.js";

/** Runs what concerns one input of a list; a refusal of it says which, and so do the paths of its fields. */
export async function atIndex<T>(index: number, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw isAboutInput(error) ? named(index, error) : error;
  }
}

/** What can be wrong with one input and right with the others. */
const ABOUT_INPUT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "invalid_request",
  "unknown_field",
  "invalid_field",
  "grant_required",
  "insufficient_permissions",
  "out_of_reach",
  "ceiling_exceeded",
]);

/** Whether a fault concerns one input alone. */
export function isAboutInput(error: unknown): error is LatchkeyError {
  const { code, ofActor } = (error ?? {}) as Partial<LatchkeyError>;
  return code !== undefined && ABOUT_INPUT.has(code) && ofActor !== true;
}

function named(index: number, { code, message, errors = [] }: LatchkeyError): LatchkeyError {
  const located = errors.map((error) => ({ ...error, path: [index, ...error.path] }));
  return new LatchkeyError(code, `[${index}]: ${message}`, located.length === 0 ? {} : { errors: located });
}
