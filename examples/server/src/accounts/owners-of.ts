import type { FindOwner } from "@latchkey/core";

import { permissionsIn } from "./permissions-in.js";
import type { UserDirectory } from "./user-directory.js";

/**
 * Tells the keyring whom keys act for: the people who can sign in. The keys of somebody who was deactivated or deleted,
 * or who has no part in the key's organization, are refused as `owner_inactive`.
 */
export function ownersOf(users: UserDirectory): FindOwner {
  return async function findOwner(ownerId, orgId) {
    const user = await users.byId(ownerId);
    if (user === null) return null;
    const permissions = permissionsIn(user, orgId);
    return { active: permissions.length > 0, permissions };
  };
}
