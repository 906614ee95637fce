import type { ActorRoute, Route } from "../../src/routes/route.js";
import { adminRoutes } from "../../src/routes/routes.js";
import { setup, type Method, type World } from "./world.js";

/** A request to a route that is right for whoever may do everything. */
export interface RightRequest {
  /** Method and path as the table has them. */
  readonly name: string;
  readonly route: ActorRoute;
  readonly method: Method;
  readonly body: object | undefined;
  /** What it asks for is one of these: a key, a role, or nothing in particular. */
  readonly of: "key" | "role" | "all";
  readonly path: (targets: Targets) => string;
}

/** What the ids in paths stand for. */
export interface Targets {
  readonly key: string;
  readonly role: string;
}

/** A token of the world's keyring as far as can be seen without its database, which has no such key. */
export const UNKNOWN_TOKEN = `acme_live_${"0".repeat(16)}_${"0".repeat(43)}0ap6tc`;

/** The body of every route that takes one. */
const BODIES: Readonly<Record<string, object>> = {
  "POST /keys": { permissions: [] },
  "PATCH /keys/{id}": { name: "changed" },
  "POST /keys/{id}/rotate": { overlap: 0 },
  "POST /keys/{id}/end-overlap": {},
  "POST /keys/{id}/reveal": {},
  "POST /introspect": { token: UNKNOWN_TOKEN },
  "POST /roles": { name: "another", permissions: [] },
  "PATCH /roles/{id}": { description: "changed" },
};

/** One for every route that asks who is asking; made from the table, so that no route is forgotten. */
export const REQUESTS: readonly RightRequest[] = adminRoutes().filter(isForActors).map(rightRequest);

export const READS = REQUESTS.filter(({ method }) => method === "get");
/** What browsers do not send to other sites without a word. */
export const UNSAFE = REQUESTS.filter(({ method }) => method !== "get");
/** Those that change something; a token is asked about by POST, so that it is in no URL. */
export const WRITES = UNSAFE.filter(({ name }) => name !== "POST /introspect");

/** A key and a role of `acme` that every request finds something to do with, and a keyring that is `RETRIEVABLE`. */
export async function targetsIn({ keyring, store }: World): Promise<Targets> {
  const { key } = await keyring.create({ orgId: "acme", ownerId: "u-1", permissions: [] }, setup);
  await keyring.rotate({ id: key.id }, setup);
  const role = await keyring.roles.create({ orgId: "acme", name: "deployer", permissions: [] }, setup);
  store.reset();
  return { key: key.id, role: role.id };
}

function isForActors(route: Route): route is ActorRoute {
  return route.permission !== "public";
}

function rightRequest(route: ActorRoute): RightRequest {
  const name = `${route.method} ${route.path}`;
  const body = BODIES[name];
  if ((body === undefined) !== (route.operation.body === undefined))
    throw new Error(`a right request to ${name} must have a body if the route takes one`);
  const of = route.path.startsWith("/keys/") ? "key" : route.path.startsWith("/roles/") ? "role" : "all";
  return {
    name,
    route,
    method: route.method.toLowerCase() as Method,
    body,
    of,
    path: (targets) => route.path.replace("{id}", of === "all" ? "" : targets[of]),
  };
}
