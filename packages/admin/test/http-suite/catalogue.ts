import { acmeAdmin, operator, powerless, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const SCOPES = [
  { org: "acme", name: "Acme Inc.", projects: [{ project: "shop", name: "Shop" }, { project: "website" }] },
  { org: "other", projects: [] },
];

export function catalogue(setting: Setting): void {
  describe("GET /permissions", () => {
    const world = useWorld(setting, { keyring: { permissions: { "bundles:read": "See bundles" } } });

    it("lists those of the application and those of key management, for every actor", async () => {
      const answer = await world().as(powerless).get("/permissions");

      expect(answer.status).toBe(200);
      expect(answer.body.data[0]).toEqual({ permission: "bundles:read", description: "See bundles" });
      const names = answer.body.data.map((entry) => Reflect.get(entry, "permission") as string);
      expect(names).toEqual(
        expect.arrayContaining(["api-keys:create", "api-roles:write", "api-changes:read"]),
      );
    });
  });

  describe("GET /scopes", () => {
    const world = useWorld(setting, {
      keyring: { scopes: { validate: () => true, list: () => SCOPES } },
    });
    const unnamed = useWorld(setting);

    it("lists the actor's organizations and projects, by the application's names", async () => {
      const answer = await world().as(operator).get("/scopes");
      const ofOne = await world().as(acmeAdmin).get("/scopes");

      const acme = {
        org_id: "acme",
        name: "Acme Inc.",
        projects: [
          { project_id: "shop", name: "Shop" },
          { project_id: "website", name: null },
        ],
      };
      expect([answer.status, answer.body.data]).toEqual([
        200,
        [acme, { org_id: "other", name: null, projects: [] }],
      ]);
      expect(ofOne.body.data).toEqual([acme]);
    });

    it("lists those that the actor's grants name where the application says nothing", async () => {
      const inShop = user("u-1", { org: "acme", project: "shop", permissions: [] });
      const answers = [
        await unnamed().as(inShop).get("/scopes"),
        await unnamed().as(operator).get("/scopes"),
        await unnamed().as(powerless).get("/scopes"),
      ];

      expect(answers.map(({ status, body }) => [status, body.data])).toEqual([
        [200, [{ org_id: "acme", name: null, projects: [{ project_id: "shop", name: null }] }]],
        [200, []],
        [200, []],
      ]);
    });

    it("lists to a key where it is", async () => {
      const place = { orgId: "acme", projectId: "website", permissions: [] };
      const { token } = await world().keyring.create(place, setup);
      const answer = await world().withKey(token).get("/scopes");

      expect(answer.body.data).toEqual([
        { org_id: "acme", name: "Acme Inc.", projects: [{ project_id: "website", name: null }] },
      ]);
    });
  });
}
