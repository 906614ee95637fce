import { LatchkeyError, type FieldError } from "../latchkey-error.js";
import { invalidField, invalidFields } from "./field-errors.js";

/** Whatever is true of a key's fields together, however they came about. */
export function checkTogether(key: {
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  readonly inherits: boolean;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
}): void {
  if (key.inherits) requireNoGrantOfItsOwn(key);
  else if (key.role === null && key.permissions === null) throw grantRequired();
  if (key.notBefore !== null && key.expiresAt !== null && key.expiresAt <= key.notBefore) {
    throw invalidField(["expiresAt"], "must be later than notBefore");
  }
}

function requireNoGrantOfItsOwn(key: { readonly role: unknown; readonly permissions: unknown }): void {
  const errors = (["role", "permissions"] as const)
    .filter((field) => key[field] !== null)
    .map((field): FieldError => {
      const message = "must be null for a key that inherits: it has its owner's permissions and no others";
      return { path: [field], message, code: "invalid_field" };
    });
  if (errors.length > 0) throw invalidFields(errors);
}

function grantRequired(): LatchkeyError {
  const message = "must be given, or a role, or inherits: a key needs one of them";
  const errors = [{ path: ["permissions"], message, code: "grant_required" as const }];
  return new LatchkeyError(
    "grant_required",
    "A key needs a role, permissions or inherits; permissions: [] grants nothing.",
    { errors },
  );
}
