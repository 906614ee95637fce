import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { LatchkeyError } from "../latchkey-error.js";
import { customRole, roleOf } from "../permissions/roles.js";
import { isBase62 } from "../tokens/base62.js";
import { ROLE_ID_LENGTH, type RoleRecord } from "./role-record.js";

/** The name of the built-in role that an id names; undefined when it names none. */
export function builtInNamed(ring: KeyringContext, id: unknown): string | undefined {
  if (typeof id !== "string")
    throw new LatchkeyError("invalid_request", "A role is named by its id, a string.");
  const named = roleOf(id);
  return named.kind === "built-in" && Object.hasOwn(ring.roles, named.name) ? named.name : undefined;
}

/** The custom role of an id; null when there is none. What cannot be an id asks no store. */
export async function findCustomRole(facts: Facts, id: string): Promise<RoleRecord | null> {
  return id.length === ROLE_ID_LENGTH && isBase62(id) ? facts.customRoleOf(customRole(id)) : null;
}

/** The custom role to be changed; a built-in one cannot be. */
export function findChangeable(ring: KeyringContext, facts: Facts, id: string): Promise<RoleRecord | null> {
  if (builtInNamed(ring, id) === undefined) return findCustomRole(facts, id);
  throw new LatchkeyError(
    "invalid_request",
    "Built-in roles come from the application's code and cannot be changed.",
  );
}
