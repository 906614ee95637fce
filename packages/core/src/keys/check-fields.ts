import { LatchkeyError, type FieldError } from "../latchkey-error.js";
import { throwFieldErrors } from "./field-errors.js";
import { isPlainObject } from "./is-plain-object.js";
import { jsonCopy } from "./json-copy.js";
import type { Rule } from "./key-rules.js";

/** What one input field may hold. Absent and undefined are always allowed. */
export interface FieldCheck {
  readonly rule: Rule;
  /** `null` is a value of its own. */
  readonly nullable?: boolean;
  /** A list of at most this many values, each by the rule. */
  readonly most?: number;
  /** What is wrong with an empty list, where it must not be empty. */
  readonly emptyFault?: string;
}

/** The fields an input may have; any other is an `unknown_field`. */
export type FieldChecks<Field extends string> = Readonly<Record<Field, FieldCheck>>;

/**
 * A copy of an input that passed its checks. Each own field is read once and what is checked is what is kept: a
 * caller's object can change, inherit or compute its fields while a write waits for its lock. Throws one
 * `LatchkeyError` that names the fields that are wrong.
 */
export function checkedFields<Input extends object>(
  input: unknown,
  checks: FieldChecks<keyof Input & string>,
): Input {
  if (!isPlainObject(input))
    throw new LatchkeyError("invalid_request", "The input must be a plain object of fields.");
  const errors: FieldError[] = [];
  const fields = Object.entries(input).map(([field, value]) => {
    const check = Object.hasOwn(checks, field) ? checks[field as keyof typeof checks] : undefined;
    return [field, check ? checkedValue(field, value, check, errors) : unknownField(field, errors)];
  });
  throwFieldErrors(errors);
  return Object.fromEntries(fields) as Input;
}

/** No longer than what is public of a token, which somebody may have sent in the place of a field. */
const LONGEST_NAME = 24;

function unknownField(field: string, errors: FieldError[]): undefined {
  errors.push({
    path: [field.slice(0, LONGEST_NAME)],
    message: "is not a field here",
    code: "unknown_field",
  });
}

function checkedValue(field: string, value: unknown, check: FieldCheck, errors: FieldError[]): unknown {
  if (value === undefined || (value === null && check.nullable)) return value;
  if (check.most !== undefined) return checkedList(field, value, { ...check, most: check.most }, errors);
  return checkedOne([field], value, check.rule, errors);
}

function checkedList(
  field: string,
  value: unknown,
  { most, rule, emptyFault }: FieldCheck & { readonly most: number },
  errors: FieldError[],
): unknown {
  if (!Array.isArray(value)) return refused([field], "must be a list", errors);
  const { length } = value;
  if (length === 0 && emptyFault !== undefined) return refused([field], emptyFault, errors);
  if (length > most) return refused([field], `must be a list of ${most} at most, not ${length}`, errors);
  return Array.from({ length }, (_, index) => checkedOne([field, index], value[index], rule, errors));
}

function checkedOne(path: FieldError["path"], value: unknown, rule: Rule, errors: FieldError[]): unknown {
  const fault = rule(value);
  if (fault !== undefined) return refused(path, fault, errors);
  if (typeof value !== "object") return value;
  const copy = jsonCopy(value);
  const faultOfCopy = rule(copy);
  return faultOfCopy === undefined ? copy : refused(path, faultOfCopy, errors);
}

function refused(path: FieldError["path"], message: string, errors: FieldError[]): undefined {
  errors.push({ path, message, code: "invalid_field" });
}
