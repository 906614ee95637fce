import type { Actor, Grant } from "@latchkey/core";

/** People that tests ask as. */
export const operator = user("u-operator", { org: "*", permissions: ["*:*"] });
export const acmeAdmin = user("u-admin", {
  org: "acme",
  permissions: ["api-keys:*", "api-roles:*", "api-changes:read", "bundles:*"],
});
export const acmeMember = user("u-member", {
  org: "acme",
  permissions: ["api-keys:*", "api-roles:*", "api-changes:read", "bundles:read"],
  reach: "own",
});
/** Sees everything there is in an organization, and may change nothing. */
export const acmeReader = user("u-reader", {
  org: "acme",
  permissions: ["api-keys:read", "api-roles:read", "api-changes:read"],
});
export const otherAdmin = user("u-other", { org: "other", permissions: ["*:*"] });
export const powerless: Actor = { kind: "user", id: "u-powerless", grants: [] };

export function user(id: string, grant: Partial<Grant> & Pick<Grant, "org" | "permissions">): Actor {
  return { kind: "user", id, grants: [{ reach: "all", ...grant }] };
}
