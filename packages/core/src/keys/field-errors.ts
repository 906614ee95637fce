import { fieldPath } from "../field-path.js";
import { LatchkeyError, type FieldError } from "../latchkey-error.js";

/** More than a person reads. */
const MOST_ERRORS = 20;

/** Throws when there are errors: `unknown_field` when any is about an unknown one, otherwise `invalid_field`. */
export function throwFieldErrors(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidFields(errors);
}

/** The refusal of fields: `unknown_field` when any is unknown, otherwise `invalid_field`; it names 20 at most. */
export function invalidFields(errors: readonly FieldError[]): LatchkeyError {
  const code = errors.some((error) => error.code === "unknown_field") ? "unknown_field" : "invalid_field";
  const named = errors.slice(0, MOST_ERRORS);
  return new LatchkeyError(code, named.map(sentence).join(" "), { errors: named });
}

/** The refusal of one field. */
export function invalidField(path: FieldError["path"], message: string): LatchkeyError {
  return invalidFields([{ path, message, code: "invalid_field" }]);
}

function sentence({ path, message }: FieldError): string {
  return `${fieldPath(path)} ${message}.`;
}
