import type { CreateKey } from "@latchkey/core";

import type { Setting } from "../world/settings.js";
import { RETRIEVABLE, setup, useWorld, type Client } from "../world/world.js";

const HOUR = 3_600_000;

/** Each way of getting something out of a stronger key of the same owner. */
const WAYS: Readonly<Record<string, (asked: Client, id: string) => ReturnType<Client["post"]>>> = {
  "rotating it": (asked, id) => asked.post(`/keys/${id}/rotate`, { overlap: 0 }),
  "revealing its token": (asked, id) => asked.post(`/keys/${id}/reveal`),
  "renaming it": (asked, id) => asked.patch(`/keys/${id}`, { name: "mine" }),
  "weakening it": (asked, id) => asked.patch(`/keys/${id}`, { inherits: false, role: null, permissions: [] }),
};

export function sideDoors(setting: Setting): void {
  describe("the ceiling of a key", () => {
    const world = useWorld(setting, {
      keyring: {
        ...RETRIEVABLE,
        environments: ["live", "test"],
        owners: () => ({ active: true, permissions: ["*:*"] }),
      },
    });

    /** A narrow key: of the test environment, bound to a network, limited, and soon at its end. */
    async function narrow(): Promise<{ asked: Client; limits: object }> {
      const expiresAt = world().clock.now() + HOUR;
      const { token } = await world().keyring.create(
        {
          ...{ orgId: "acme", projectId: "shop", ownerId: "u-1", env: "test", expiresAt },
          permissions: ["api-keys:*", "bundles:read"],
          allowedNetworks: ["127.0.0.0/8"],
          rateLimit: { requests: 100, seconds: 60 },
        },
        setup,
      );
      world().store.reset();
      const limits = {
        env: "test",
        permissions: ["bundles:read"],
        expires_at: new Date(expiresAt).toISOString(),
        allowed_networks: ["127.0.0.1"],
        rate_limit: { requests: 10, seconds: 60 },
      };
      return { asked: world().withKey(token), limits };
    }

    it.each([
      ["more permissions", { permissions: ["bundles:write"] }],
      ["all permissions", { permissions: ["*:*"] }],
      ["a role with more", { permissions: [], role: "admin" }],
      ["its owner's permissions", { permissions: null, inherits: true }],
      ["the live environment", { env: "live" }],
      ["no end", { expires_at: null }],
      ["a later end", { expires_at: "2026-01-01T01:00:00.001Z" }],
      ["every network", { allowed_networks: null }],
      ["a wider network", { allowed_networks: ["126.0.0.0/7"] }],
      ["another network", { allowed_networks: ["127.0.0.1", "192.0.2.1"] }],
      ["no rate limit", { rate_limit: null }],
      ["a higher rate", { rate_limit: { requests: 10, seconds: 1 } }],
      ["a longer burst", { rate_limit: { requests: 101, seconds: 86_400 } }],
    ])("gives a key that it makes or changes not %s", async (_what, more) => {
      const { asked, limits } = await narrow();
      const made = await asked.post("/keys", limits);
      const stronger = await asked.post("/keys", { ...limits, ...more });
      const { env, ...changes } = { env: undefined, ...more };
      const changed = await asked.patch(`/keys/${made.body.key.id}`, changes);

      expect([made.status, made.body.key.owner_id]).toEqual([201, "u-1"]);
      expect([stronger.status, stronger.body.code]).toEqual([403, "ceiling_exceeded"]);
      if (env === undefined) expect([changed.status, changed.body.code]).toEqual([403, "ceiling_exceeded"]);
      expect(world().store.writes()).toBe(1);
    });

    it.each([
      ["another organization", { org_id: "other" }],
      ["a project of another organization", { org_id: "other", project_id: "shop" }],
      ["another project", { project_id: "website" }],
      ["the whole organization", { project_id: null }],
      ["no organization", { org_id: null }],
      ["another owner", { owner_id: "u-2" }],
      ["no owner", { owner_id: null }],
    ])("makes no key for %s", async (_what, place) => {
      const { asked, limits } = await narrow();
      const answer = await asked.post("/keys", { ...limits, ...place });

      expect([answer.status, answer.body.code]).toEqual([403, "out_of_reach"]);
      expect(world().store.writes()).toBe(0);
    });

    it.each(Object.entries(WAYS))("is not got round by %s, a stronger sibling", async (_way, tried) => {
      const strong: CreateKey = { orgId: "acme", projectId: "shop", ownerId: "u-1", env: "test" };
      const { asked, limits } = await narrow();
      for (const sibling of [{ permissions: ["*:*"] }, { inherits: true }, { role: "admin" }]) {
        const { key, token } = await world().keyring.create({ ...strong, ...sibling }, setup);
        world().store.reset();
        const answer = await tried(asked, key.id);
        const listed = await asked.get("/keys");

        expect([answer.status, answer.body.code]).toEqual([403, "ceiling_exceeded"]);
        for (const { text } of [answer, listed]) expect(text).not.toContain(token.split("_").at(-1));
        expect(world().store.writes()).toBe(0);
      }
      expect((await asked.post("/keys", limits)).status).toBe(201);
    });
  });
}
