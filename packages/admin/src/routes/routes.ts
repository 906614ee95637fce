import { describeApi } from "../openapi/describe-api.js";
import { createKey } from "./create-key.js";
import { createRole } from "./create-role.js";
import { deleteRole } from "./delete-role.js";
import { endOverlap } from "./end-overlap.js";
import { getKey } from "./get-key.js";
import { getOpenApi } from "./get-open-api.js";
import { getRole } from "./get-role.js";
import { getSelf } from "./get-self.js";
import { getUsage } from "./get-usage.js";
import { listChanges } from "./list-changes.js";
import { listKeys } from "./list-keys.js";
import { listPermissions } from "./list-permissions.js";
import { listRoles } from "./list-roles.js";
import { listScopes } from "./list-scopes.js";
import { revealToken } from "./reveal-token.js";
import { revokeKey } from "./revoke-key.js";
import { rotateKey } from "./rotate-key.js";
import type { Route } from "./route.js";
import { updateKey } from "./update-key.js";
import { updateRole } from "./update-role.js";
import { verifyChanges } from "./verify-changes.js";

/** The collection of keys, at the mount path itself. */
export const keyRoutes: readonly Route[] = [
  listKeys,
  createKey,
  getKey,
  updateKey,
  revokeKey,
  rotateKey,
  endOverlap,
  revealToken,
  getUsage,
];

/** The collection at `/keys`, and what there is once. */
export function adminRoutes(): readonly Route[] {
  const routes: Route[] = [
    ...keyRoutes.map((route) => under("/keys", route)),
    listChanges,
    verifyChanges,
    listRoles,
    createRole,
    getRole,
    updateRole,
    deleteRole,
    listPermissions,
    listScopes,
    getSelf,
    getOpenApi(() => describeApi(routes)),
  ];
  return routes;
}

function under(prefix: string, route: Route): Route {
  return { ...route, path: route.path === "/" ? prefix : prefix + route.path };
}
