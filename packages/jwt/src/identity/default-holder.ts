import { isPermission, KEY_LIMITS, keyRules, type IdentityFields } from "@latchkey/core";

import type { JwtClaims } from "./jwt-claims.js";

/**
 * The holder by the claims of RFC 9068: the owner is `sub`, and the permissions are the words of `scope` that are
 * permissions, such as `bundles:read`; `openid` is none. Nobody where `sub` is no id by our rules, or where there are more
 * permissions than a principal may have: to take some of them would be a guess.
 */
export function defaultHolder({ sub, scope }: JwtClaims): IdentityFields | null {
  if (sub === undefined || keyRules.ownerId(sub) !== undefined) return null;
  const permissions = [...new Set(wordsOf(scope).filter(isPermission))];
  return permissions.length > KEY_LIMITS.permissions ? null : { ownerId: sub, permissions };
}

/** One text with spaces (RFC 8693 §4.2), or a list, which some servers make of it. */
function wordsOf(scope: unknown): readonly unknown[] {
  if (typeof scope === "string") return scope.split(" ");
  return Array.isArray(scope) ? scope : [];
}
