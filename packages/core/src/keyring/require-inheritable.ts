import type { KeyringContext } from "../context/keyring-context.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";

/** Refuses a key that is to inherit from nobody, or from somebody of whom nothing is known. */
export function requireInheritable(
  { owners }: Pick<KeyringContext, "owners">,
  { inherits, ownerId }: Pick<KeyRecord, "inherits" | "ownerId">,
): void {
  if (!inherits) return;
  if (ownerId === null) throw invalidField(["inherits"], "needs an owner to inherit from: the key has none");
  if (owners === null)
    throw invalidField(
      ["inherits"],
      "needs the keyring's option `owners`, which says what permissions an owner has",
    );
}
