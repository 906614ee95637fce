import { describeApi } from "../openapi/describe-api.js";
import { createKey } from "./create-key.js";
import { getKey } from "./get-key.js";
import { getOpenApi } from "./get-open-api.js";
import { getSelf } from "./get-self.js";
import { listKeys } from "./list-keys.js";
import { revokeKey } from "./revoke-key.js";
import type { Route } from "./route.js";
import { updateKey } from "./update-key.js";

/** The collection of keys, at the mount path itself. */
export const keyRoutes: readonly Route[] = [listKeys, createKey, getKey, updateKey, revokeKey];

/** The collection at `/keys`, and what there is once. */
export function adminRoutes(): readonly Route[] {
  const routes: Route[] = [
    ...keyRoutes.map((route) => under("/keys", route)),
    getSelf,
    getOpenApi(() => describeApi(routes)),
  ];
  return routes;
}

function under(prefix: string, route: Route): Route {
  return { ...route, path: route.path === "/" ? prefix : prefix + route.path };
}
