import { withoutLastSlash } from "../http/request-path.js";
import type { Route } from "./route.js";

/** Where a request leads. */
export type Found =
  | { readonly kind: "route"; readonly route: Route; readonly id: string }
  | { readonly kind: "other-method"; readonly allow: string }
  | { readonly kind: "none" };

const NONE: Found = { kind: "none" };
const ID = "{id}";

/**
 * Finds the route of a request by exact comparison of the path below the mount path: nothing is decoded, no case
 * folded, no double slash merged, so that no second spelling of it exists that something in front of the router could
 * have let through. How the mount path itself is compared is the application's routing: Express ignores its case. As
 * in Express, one slash at the end does not matter. HEAD is served as GET.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): Found {
  const asked = segmentsOf(path);
  const here = routes.filter((route) => matches(segmentsOf(route.path), asked));
  if (here.length === 0) return NONE;
  const route = here.find((candidate) => candidate.method === (method === "HEAD" ? "GET" : method));
  return route
    ? { kind: "route", route, id: asked[segmentsOf(route.path).indexOf(ID)] ?? "" }
    : { kind: "other-method", allow: allowed(here) };
}

function segmentsOf(path: string): readonly string[] {
  return withoutLastSlash(path).split("/");
}

function matches(pattern: readonly string[], asked: readonly string[]): boolean {
  if (pattern.length !== asked.length) return false;
  return pattern.every((segment, index) => {
    return segment === asked[index] || (segment === ID && asked[index] !== "");
  });
}

/** RFC 9110 §15.5.6 wants every method named. */
function allowed(routes: readonly Route[]): string {
  return routes.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
}
