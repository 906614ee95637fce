import type { User } from "./user.js";

/** What a person may do in an organization: the operator everything everywhere, others everything in their own. */
export function permissionsIn({ organizationId }: User, orgId: string | null): readonly string[] {
  return organizationId === null || organizationId === orgId ? ["*:*"] : [];
}
