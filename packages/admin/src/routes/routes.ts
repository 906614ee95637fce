import { describeApi } from "../openapi/describe-api.js";
import { createRole } from "./create-role.js";
import { deleteRole } from "./delete-role.js";
import { getOpenApi } from "./get-open-api.js";
import { getRole } from "./get-role.js";
import { getSelf } from "./get-self.js";
import { introspectToken } from "./introspect-token.js";
import { keyRoutes, type Collection } from "./key-routes.js";
import { listChanges } from "./list-changes.js";
import { listPermissions } from "./list-permissions.js";
import { listRoles } from "./list-roles.js";
import { listScopes } from "./list-scopes.js";
import type { Route } from "./route.js";
import { updateRole } from "./update-role.js";
import { verifyChanges } from "./verify-changes.js";

/** Where the collection of keys is. */
export const KEYS = "/keys";

/** The collection at `/keys`, and what there is once. */
export function adminRoutes(collection: Collection = {}): readonly Route[] {
  const routes: Route[] = [
    ...keyRoutes(collection).map((route) => under(KEYS, route)),
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
    introspectToken,
    getOpenApi(() => describeApi(routes)),
  ];
  return routes;
}

function under(prefix: string, route: Route): Route {
  return { ...route, path: route.path === "/" ? prefix : prefix + route.path };
}
