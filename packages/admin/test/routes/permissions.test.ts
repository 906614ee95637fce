import { keyRoutes } from "../../src/routes/key-routes.js";
import { adminRoutes } from "../../src/routes/routes.js";
import { user } from "../world/actors.js";
import { REQUESTS, targetsIn, type RightRequest, type Targets } from "../world/requests.js";
import { inMemory } from "../world/settings.js";
import { RETRIEVABLE, useWorld } from "../world/world.js";

/** Every route there is, and what it needs. */
const DECLARED: Readonly<Record<string, string>> = {
  "GET /keys": "api-keys:read",
  "POST /keys": "api-keys:create",
  "GET /keys/{id}": "api-keys:read",
  "PATCH /keys/{id}": "api-keys:update",
  "DELETE /keys/{id}": "api-keys:revoke",
  "POST /keys/{id}/rotate": "api-keys:rotate",
  "POST /keys/{id}/end-overlap": "api-keys:rotate",
  "POST /keys/{id}/reveal": "api-keys:reveal",
  "GET /keys/{id}/usage": "api-keys:read",
  "GET /changes": "api-changes:read",
  "GET /changes/verification": "api-changes:read",
  "GET /roles": "api-roles:read",
  "POST /roles": "api-roles:write",
  "GET /roles/{id}": "api-roles:read",
  "PATCH /roles/{id}": "api-roles:write",
  "DELETE /roles/{id}": "api-roles:write",
  "GET /permissions": "any-actor",
  "GET /scopes": "any-actor",
  "GET /self": "any-actor",
  "POST /introspect": "api-keys:introspect",
  "GET /openapi.json": "public",
};

const ALL = [...new Set(Object.values(DECLARED))].filter((permission) => permission.startsWith("api-"));
const GUARDED = REQUESTS.filter(({ route }) => route.permission !== "any-actor");
const FOR_ALL = REQUESTS.filter(({ route }) => route.permission === "any-actor");

describe("permissions of routes", () => {
  const world = useWorld(inMemory, { keyring: RETRIEVABLE });
  let targets: Targets;
  beforeEach(async () => (targets = await targetsIn(world())));

  async function ask({ method, path, body }: RightRequest, permissions: readonly string[]): Promise<number> {
    const actor = user("u-9", { org: "*", permissions });
    return (await world().as(actor).send(method, path(targets), body)).status;
  }

  it("are declared for every route, as this test has them", () => {
    const declared = adminRoutes().map(({ method, path, permission }) => [`${method} ${path}`, permission]);

    expect(Object.fromEntries(declared)).toEqual(DECLARED);
    expect(declared).toHaveLength(Object.keys(DECLARED).length);
  });

  it.each(GUARDED)("$name asks for exactly the declared one", async (request) => {
    const { permission } = request.route;

    expect(
      await ask(
        request,
        ALL.filter((each) => each !== permission),
      ),
    ).toBe(403);
    expect(await ask(request, ["bundles:read"])).toBe(403);
    expect(await ask(request, [])).toBe(403);
    expect(await ask(request, [permission])).toBeLessThan(300);
  });

  it.each(FOR_ALL)("$name asks for none", async (request) => {
    expect(await ask(request, [])).toBe(200);
  });
});

describe("routes", () => {
  it("that take forms change nothing: other sites can send forms as well", () => {
    const forms = adminRoutes().filter(({ operation }) => operation.form);
    expect(forms.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /introspect"]);
  });

  it("have an id declared exactly where their path has one", () => {
    for (const { path, operation } of adminRoutes()) {
      expect([path, operation.id !== undefined]).toEqual([path, path.includes("{id}")]);
    }
  });

  it("of the collection of keys are all in the table of the whole", () => {
    const paths = new Set(adminRoutes().map(({ method, path }) => `${method} ${path}`));

    for (const { method, path } of keyRoutes())
      expect(paths).toContain(`${method} /keys${path === "/" ? "" : path}`);
  });
});
