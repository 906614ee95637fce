import { checkOptionNames, ConfigurationError, isPermission, keyRules } from "@latchkey/core";

import type { Rule } from "./guard.js";
import { holdsAll } from "./require-permission.js";
import { isWithin } from "./require-scope.js";

export interface VerifyEndpointOptions {
  /** What the key must hold. Without it any key passes that is accepted. */
  readonly permission?: string | undefined;
  /** Whom the key must be for, by the rules of `requireScope`. */
  readonly scope?: FixedScope | undefined;
}

/** An organization, and in it perhaps a project; without one, keys bound to a project are refused. */
export interface FixedScope {
  readonly org: string;
  readonly project?: string | undefined;
}

/** Checks the options of `verifyEndpoint`, and makes the rules of them that its guards would be. */
export function resolveRules(options: VerifyEndpointOptions): readonly Rule[] {
  checkOptionNames("verifyEndpoint", options, ["permission", "scope"]);
  const { permission, scope } = options;
  return [
    ...(permission === undefined ? [] : [permissionRule(permission)]),
    ...(scope === undefined ? [] : [scopeRule(scope)]),
  ];
}

function permissionRule(permission: unknown): Rule {
  if (isPermission(permission)) return holdsAll([permission]);
  throw new ConfigurationError(
    "permission",
    'must be one permission in lower case, such as "bundles:read"; for another one mount another endpoint',
  );
}

function scopeRule(scope: FixedScope): Rule {
  checkOptionNames("scope", scope, ["org", "project"]);
  const { org, project } = scope;
  checkId("scope.org", keyRules.orgId(org));
  if (project === undefined) return isWithin({ org: () => org });
  checkId("scope.project", keyRules.projectId(project));
  return isWithin({ org: () => org, project: () => project });
}

function checkId(option: string, fault: string | undefined): void {
  if (fault !== undefined) throw new ConfigurationError(option, fault);
}
