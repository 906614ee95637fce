import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { invalidField } from "../keys/field-errors.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { keyRules } from "../keys/key-rules.js";
import { covers } from "../permissions/permission.js";
import type { IdentityPrincipal } from "./principal.js";

/** Who the holder of an identity server's token is. */
export interface IdentityFields {
  /** The person or service, such as the claim `sub`: 1 to 128 printable characters. */
  readonly ownerId: string;
  readonly orgId?: string | null | undefined;
  /** Needs an organization. */
  readonly projectId?: string | null | undefined;
  /** 100 at most; none by default. */
  readonly permissions?: readonly string[] | undefined;
  readonly name?: string | null | undefined;
}

/**
 * The principal for the holder of an identity server's token, for implementations of `Identity`. The fields follow the
 * rules of keys; a `LatchkeyError` of code `invalid_field` names those that do not.
 *
 * @example
 * identityPrincipal({ ownerId: "u-17", orgId: "acme", permissions: ["bundles:read"] }).can("bundles:read"); // true
 */
export function identityPrincipal(fields: IdentityFields): IdentityPrincipal {
  const checked = checkedFields<IdentityFields>(fields, CHECKS);
  const { ownerId, orgId = null, projectId = null, permissions: given = [], name = null } = checked;
  if (ownerId === undefined) throw invalidField(["ownerId"], "must be given");
  if (projectId !== null && orgId === null) throw invalidField(["projectId"], "needs an organization");
  const permissions = Object.freeze([...given]);
  return Object.freeze({
    kind: "identity",
    id: ownerId,
    ownerId,
    orgId,
    projectId,
    permissions,
    name,
    can: (permission: string) => covers(permissions, permission),
  });
}

const CHECKS: FieldChecks<keyof IdentityFields> = {
  ownerId: { rule: keyRules.ownerId },
  orgId: { rule: keyRules.orgId, nullable: true },
  projectId: { rule: keyRules.projectId, nullable: true },
  permissions: { rule: keyRules.permission, most: KEY_LIMITS.permissions },
  name: { rule: keyRules.name, nullable: true },
};
