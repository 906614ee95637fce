import { checkPermissions } from "./check-permissions.js";
import { guard, type Rule } from "./guard.js";
import { holderWords } from "./holder-words.js";
import type { Middleware } from "./middleware.js";

/**
 * Middleware that lets a request pass whose principal holds all of these permissions; others are 403
 * `insufficient_permissions`, without a principal 401. Throws at once for what is not a permission.
 *
 * @example
 * app.post("/bundles", requirePermission("bundles:read", "bundles:write"), createBundle);
 */
export function requirePermission(...wanted: readonly string[]): Middleware {
  checkPermissions("requirePermission", wanted);
  const rule = holdsAll(wanted);

  return function requirePermissionGuard(req, res, next) {
    guard(rule, req, res, next);
  };
}

/** The rule that a principal holds all of these permissions. */
export function holdsAll(wanted: readonly string[]): Rule {
  return function refuseLacking(principal) {
    if (wanted.every((permission) => principal.can(permission))) return undefined;
    const missing = wanted.filter((permission) => !principal.can(permission));
    const words = holderWords(principal);
    return {
      code: "insufficient_permissions",
      detail: `${words.this} lacks what is needed here: ${missing.join(", ")}. Use ${words.another} that has it.`,
      challenge: { error: "insufficient_scope", scope: wanted },
    };
  };
}
