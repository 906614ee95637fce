import type { Grant } from "@latchkey/core";

import { adminRoutes } from "../../src/routes/routes.js";
import { user } from "../world/actors.js";
import { inMemory } from "../world/settings.js";
import { setup, useWorld, type Method } from "../world/world.js";

const ALL = ["api-keys:read", "api-keys:create", "api-keys:update", "api-keys:revoke"];

/** Every route there is, what it needs, and a request that is right but for the permission. */
const ROUTES: Readonly<Record<string, { readonly permission: string; readonly body?: object }>> = {
  "GET /keys": { permission: "api-keys:read" },
  "POST /keys": { permission: "api-keys:create", body: { permissions: [] } },
  "GET /keys/{id}": { permission: "api-keys:read" },
  "PATCH /keys/{id}": { permission: "api-keys:update", body: { name: "changed" } },
  "DELETE /keys/{id}": { permission: "api-keys:revoke" },
  "GET /self": { permission: "any-actor" },
  "GET /openapi.json": { permission: "public" },
};

describe("permissions of routes", () => {
  const world = useWorld(inMemory);
  beforeEach(() => world().keyring.create({ orgId: "acme", permissions: [] }, setup));

  it("are declared for every route, as this test has them", () => {
    const declared = adminRoutes().map(({ method, path, permission }) => [`${method} ${path}`, permission]);

    expect(Object.fromEntries(declared)).toEqual(
      Object.fromEntries(Object.entries(ROUTES).map(([route, { permission }]) => [route, permission])),
    );
  });

  it.each(Object.entries(ROUTES))(
    "%s asks for exactly the declared one",
    async (route, { permission, body }) => {
      const without = await ask(route, body, { permissions: ALL.filter((each) => each !== permission) });
      const only = await ask(route, body, { permissions: ALL.filter((each) => each === permission) });
      const nothing = await ask(route, body, { permissions: ["bundles:read"] });

      const refused = permission.startsWith("api-keys:") ? 403 : 200;
      expect([without, nothing, only < 300]).toEqual([refused, refused, true]);
    },
  );

  it.each(Object.entries(ROUTES))(
    "%s lets nobody in who is unknown, unless it is public",
    async (route, { permission, body }) => {
      expect(await ask(route, body, null)).toBe(permission === "public" ? 200 : 401);
    },
  );

  async function ask(
    route: string,
    body: object | undefined,
    grant: Pick<Grant, "permissions"> | null,
  ): Promise<number> {
    const [method = "", path = ""] = route.split(" ");
    const actor = grant && user("u-1", { org: "acme", ...grant });
    const answer = await world()
      .as(actor)
      .send(method.toLowerCase() as Method, path.replace("{id}", "1"), body);
    return answer.status;
  }
});
