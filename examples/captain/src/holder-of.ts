import type { IdentityFields } from "@latchkey/core";
import type { JwtClaims } from "@latchkey/jwt";

import { roles } from "./roles.js";

/** Who holds a token of the identity server: somebody in a role in an organization. Others are not let in. */
export function holderOf({ sub, organization, role }: JwtClaims): IdentityFields | null {
  if (sub === undefined || typeof organization !== "string" || typeof role !== "string") return null;
  const permissions = Object.hasOwn(roles, role) ? roles[role] : undefined;
  return permissions === undefined ? null : { ownerId: sub, orgId: organization, permissions };
}
