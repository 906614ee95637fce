import { LatchkeyError } from "../latchkey-error.js";
import { invalidField } from "./field-errors.js";

/** Whatever is true of a key's fields together, however they came about. */
export function checkTogether(key: {
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
}): void {
  if (key.role === null && key.permissions === null) {
    const message = "must be given, or a role: a key needs one of them";
    const errors = [{ path: ["permissions"], message, code: "grant_required" as const }];
    throw new LatchkeyError("grant_required", "A key needs a role or permissions; [] grants nothing.", {
      errors,
    });
  }
  if (key.notBefore !== null && key.expiresAt !== null && key.expiresAt <= key.notBefore) {
    throw invalidField(["expiresAt"], "must be later than notBefore");
  }
}
