import { isPermission } from "@latchkey/core";

/** Throws unless these are permissions, at least one: a guard without any, or with a misspelt one, guards nothing. */
export function checkPermissions(of: string, permissions: readonly string[]): void {
  if (permissions.length === 0) throw new TypeError(`latchkey: ${of} takes at least one permission`);
  const wrong = permissions.findIndex((permission) => !isPermission(permission));
  if (wrong === -1) return;
  throw new TypeError(
    `latchkey: ${of} takes permissions like "bundles:read", in lower case; this is none: ${JSON.stringify(permissions[wrong])}`,
  );
}
