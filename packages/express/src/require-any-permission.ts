import { checkPermissions } from "./check-permissions.js";
import { guard, type Rule } from "./guard.js";
import { holderWords } from "./holder-words.js";
import type { Middleware } from "./middleware.js";

/**
 * Middleware that lets a request pass whose principal holds at least one of these permissions; others are 403
 * `insufficient_permissions`, without a principal 401. Throws at once for what is not a permission.
 *
 * @example
 * app.get("/bundles", requireAnyPermission("bundles:read", "bundles:write"), listBundles);
 */
export function requireAnyPermission(...wanted: readonly string[]): Middleware {
  checkPermissions("requireAnyPermission", wanted);

  const holdsOne: Rule = (principal) => {
    if (wanted.some((permission) => principal.can(permission))) return undefined;
    const words = holderWords(principal);
    return {
      code: "insufficient_permissions",
      detail: `${words.this} lacks what is needed here, one of: ${wanted.join(", ")}. Use ${words.another} that has one of them.`,
      challenge: { error: "insufficient_scope", scope: wanted },
    };
  };

  return function requireAnyPermissionGuard(req, res, next) {
    guard(holdsOne, req, res, next);
  };
}
