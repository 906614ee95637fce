import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { keyRules } from "../keys/key-rules.js";
import { isPermission } from "../permissions/permission.js";
import type { Roles } from "../permissions/roles.js";

/** What keys may be made, beyond what actors may hand out. Quotas count keys that are not revoked; null is no bound. */
export interface PolicyOptions {
  /** Keys in one project, and in one organization outside of its projects; default 50. Keys without an organization are not counted. */
  readonly maxKeysPerProject?: number | null;
  /** Keys in one organization, its projects included; default null. */
  readonly maxKeysPerOrg?: number | null;
  /** Keys of one owner; default null. */
  readonly maxKeysPerOwner?: number | null;
  /** Whether keys must expire; default false. */
  readonly expiryRequired?: boolean;
  /** Seconds that must lie between now and a new `expiresAt`, at least; default 0. */
  readonly minLifetime?: number;
  /** The same, at most; default null. */
  readonly maxLifetime?: number | null;
  /** Seconds for which the old token goes on working after a rotation, by default; default 86,400, at most 2,592,000. */
  readonly overlap?: number;
  /** What a key gets that was given neither role nor permissions nor `inherits`; default null: `grant_required`. */
  readonly defaultGrant?: { readonly role?: string; readonly permissions?: readonly string[] } | null;
}

export type Policy = Readonly<Required<PolicyOptions>>;

/** 30 days in seconds. */
export const LONGEST_OVERLAP = 2_592_000;

const DEFAULTS: Policy = {
  maxKeysPerProject: 50,
  maxKeysPerOrg: null,
  maxKeysPerOwner: null,
  expiryRequired: false,
  minLifetime: 0,
  maxLifetime: null,
  overlap: 86_400,
  defaultGrant: null,
};

/** Checks the option `policy`. */
export function checkedPolicy(option: PolicyOptions, roles: Roles): Policy {
  checkOptionNames("policy", option, Object.keys(DEFAULTS));
  const policy: Policy = { ...DEFAULTS, ...option };
  for (const name of ["maxKeysPerProject", "maxKeysPerOrg", "maxKeysPerOwner", "maxLifetime"] as const)
    if (policy[name] !== null) requireCount(name, policy[name], 1, Number.MAX_SAFE_INTEGER);
  requireCount("minLifetime", policy.minLifetime, 0, Number.MAX_SAFE_INTEGER);
  requireCount("overlap", policy.overlap, 0, LONGEST_OVERLAP);
  if (typeof policy.expiryRequired !== "boolean")
    throw new ConfigurationError("policy.expiryRequired", "must be true or false");
  if (policy.maxLifetime !== null && policy.maxLifetime < policy.minLifetime)
    throw new ConfigurationError("policy.maxLifetime", "must not be less than minLifetime");
  return { ...policy, defaultGrant: checkedGrant(policy.defaultGrant, roles) };
}

function requireCount(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new ConfigurationError(`policy.${name}`, `must be a whole number from ${least} to ${most}`);
}

function checkedGrant(grant: Policy["defaultGrant"], roles: Roles): Policy["defaultGrant"] {
  if (grant === null) return null;
  checkOptionNames("policy.defaultGrant", grant, ["role", "permissions"]);
  const { role, permissions } = grant;
  if (role !== undefined && (keyRules.role(role) !== undefined || !Object.hasOwn(roles, role)))
    throw new ConfigurationError("policy.defaultGrant.role", "must be the name of a built-in role");
  const list: readonly unknown[] | undefined = permissions === undefined ? [] : Array.from(permissions);
  if (!list.every(isPermission) || list.length > KEY_LIMITS.permissions)
    throw new ConfigurationError("policy.defaultGrant.permissions", "must be a list of permissions");
  if (role === undefined && permissions === undefined)
    throw new ConfigurationError("policy.defaultGrant", "must name a role or permissions");
  return grant;
}
