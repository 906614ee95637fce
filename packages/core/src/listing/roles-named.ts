import type { Facts } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { builtInRole } from "../permissions/roles.js";

/** The references keys can keep of a role of this name; null when no role is asked for. */
export async function rolesNamed(
  _ring: KeyringContext,
  _facts: Facts,
  role: string | undefined,
): Promise<ReadonlySet<string> | null> {
  return role === undefined ? null : new Set([builtInRole(role)]);
}
