import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import { covers, isPermission } from "../permissions/permission.js";
import type { ApiKeyPrincipal } from "../verdicts/principal.js";

/** What a test says of a principal; the rest has defaults. */
export type FakePrincipal = Partial<Omit<ApiKeyPrincipal, "kind" | "keyId" | "can">>;

/**
 * A principal as `authenticate` would set it, for tests of an application's handlers: no keyring, no store, no token.
 * It is frozen, and `can` answers by its permissions. By default it is key 1 without owner, organization and
 * permissions. Throws for names that principals do not have, and for what is not a permission.
 *
 * @example
 * const principal = fakePrincipal({ permissions: ["bundles:read"], orgId: "acme" });
 * principal.can("bundles:read"); // true
 * principal.can("bundles:write"); // false
 */
export function fakePrincipal(fields: FakePrincipal = {}): ApiKeyPrincipal {
  checkOptionNames("fakePrincipal", fields, Object.keys(DEFAULTS));
  const { permissions: given, id, ...rest } = { ...DEFAULTS, ...fields };
  const permissions = Object.freeze(checkedPermissions(given));
  return Object.freeze({
    kind: "api-key",
    id,
    keyId: id,
    ...rest,
    permissions,
    can: (permission: string) => covers(permissions, permission),
  });
}

const DEFAULTS: Required<FakePrincipal> = {
  id: "0000000000000001",
  number: 1,
  name: "API key 1",
  ownerId: null,
  orgId: null,
  projectId: null,
  env: "live",
  permissions: [],
  role: null,
};

/** A copy. One that is misspelt would grant nothing, and a test could pass because of it. */
function checkedPermissions(permissions: unknown): readonly string[] {
  const copy: readonly unknown[] | undefined = Array.isArray(permissions)
    ? Array.from(permissions)
    : undefined;
  if (copy?.every(isPermission)) return copy;
  throw new ConfigurationError("permissions", 'must be a list of permissions like "bundles:read"');
}
