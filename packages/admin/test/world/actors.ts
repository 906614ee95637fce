import type { Actor, Grant } from "@latchkey/core";

/** People that tests ask as. */
export const operator = user("u-operator", { org: "*", permissions: ["*:*"] });
export const acmeAdmin = user("u-admin", { org: "acme", permissions: ["api-keys:*", "bundles:*"] });
export const acmeMember = user("u-member", {
  org: "acme",
  permissions: ["api-keys:*", "bundles:read"],
  reach: "own",
});
export const acmeReader = user("u-reader", { org: "acme", permissions: ["api-keys:read"] });
export const otherAdmin = user("u-other", { org: "other", permissions: ["*:*"] });
export const powerless: Actor = { kind: "user", id: "u-powerless", grants: [] };

export function user(id: string, grant: Partial<Grant> & Pick<Grant, "org" | "permissions">): Actor {
  return { kind: "user", id, grants: [{ reach: "all", ...grant }] };
}
