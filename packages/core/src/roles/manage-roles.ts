import type { KeyringContext } from "../context/keyring-context.js";
import { createRole } from "./create-role.js";
import { deleteRole } from "./delete-role.js";
import { getRole } from "./get-role.js";
import { listRoles } from "./list-roles.js";
import type { RolesApi } from "./roles-api.js";
import { updateRole } from "./update-role.js";

/** The operations on roles of one keyring. */
export function rolesApi(ring: KeyringContext): RolesApi {
  return {
    create: (input, actor) => createRole(ring, input, actor),
    list: (query, actor) => listRoles(ring, query, actor),
    get: (id, actor) => getRole(ring, id, actor),
    update: (id, changes, actor) => updateRole(ring, id, changes, actor),
    delete: (id, actor, options = {}) => deleteRole(ring, id, actor, options),
  };
}
