import { LatchkeyError, type FieldError } from "../latchkey-error.js";
import type { Rule } from "./key-rules.js";

/** What one input field may hold. Absent and undefined are always allowed. */
export interface FieldCheck {
  readonly rule: Rule;
  /** `null` is a value of its own. */
  readonly nullable?: boolean;
  /** A list of at most this many values, each by the rule. */
  readonly most?: number;
}

/** The fields an input may have; any other is an `unknown_field`. */
export type FieldChecks<Field extends string> = Readonly<Record<Field, FieldCheck>>;

/** Throws one `LatchkeyError` that names every field that is wrong. */
export function checkFields(input: unknown, checks: FieldChecks<string>): void {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new LatchkeyError("invalid_request", "The input must be an object of fields.");
  }
  throwFieldErrors([...fieldErrors(input, checks)]);
}

/** Throws when there are errors: `unknown_field` when any is about an unknown one, otherwise `invalid_field`. */
export function throwFieldErrors(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const code = errors.some((error) => error.code === "unknown_field") ? "unknown_field" : "invalid_field";
  throw new LatchkeyError(code, errors.map(sentence).join(" "), { errors });
}

/** The refusal of one field. */
export function invalidField(path: FieldError["path"], message: string): LatchkeyError {
  const error: FieldError = { path, message, code: "invalid_field" };
  return new LatchkeyError("invalid_field", sentence(error), { errors: [error] });
}

function* fieldErrors(input: object, checks: FieldChecks<string>): Generator<FieldError> {
  for (const [field, value] of Object.entries(input)) {
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
    if (check === undefined) {
      yield { path: [field.slice(0, 64)], message: "is not a field here", code: "unknown_field" };
    } else if (value !== undefined && !(value === null && check.nullable)) {
      yield* valueErrors([field], value, check);
    }
  }
}

function* valueErrors(
  path: FieldError["path"],
  value: unknown,
  { rule, most }: FieldCheck,
): Generator<FieldError> {
  if (most === undefined) {
    const message = rule(value);
    if (message !== undefined) yield { path, message, code: "invalid_field" };
  } else if (!Array.isArray(value)) {
    yield { path, message: "must be a list", code: "invalid_field" };
  } else if (value.length > most) {
    yield { path, message: `must be a list of ${most} at most, not ${value.length}`, code: "invalid_field" };
  } else {
    for (const [index, entry] of value.entries()) yield* valueErrors([...path, index], entry, { rule });
  }
}

function sentence({ path, message }: FieldError): string {
  return `${path.join(".")} ${message}.`;
}
