import { covers } from "../actor/covers.ts";
import { mayIn } from "../actor/may.ts";
import type { Self } from "../api/api.ts";
import type { Scopes } from "../keys/scope-names.ts";

/** Whether somebody who makes a role has to say of which organization: not who can make them in one alone. */
export function choosesOrganization({ grants }: Self): boolean {
  const makers = grants.filter(({ permissions }) => covers(permissions, "api-roles:write"));
  const organizations = new Set(makers.map(({ org }) => org));
  return organizations.has("*") || organizations.size > 1;
}

/** The organizations that somebody can make roles in. */
export function choosableOrganizations(self: Self, scopes: Scopes): Scopes {
  return scopes.filter(({ org_id }) => mayIn(self, org_id, "api-roles:write"));
}
