import { acmeAdmin, acmeMember, operator, powerless, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

export function asking(setting: Setting): void {
  describe("GET /self", () => {
    const world = useWorld(setting);

    it("tells a user who they are and what they may do", async () => {
      const asker = {
        ...user("u-1", { org: "acme", project: "shop", permissions: ["a:b"], role: "reader" }),
        name: "Ada",
      };
      const answer = await world().as(asker).get("/self");

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        kind: "user",
        id: "u-1",
        name: "Ada",
        grants: [
          {
            org: "acme",
            project: "shop",
            permissions: ["bundles:read", "a:b"],
            role: "reader",
            reach: "all",
          },
        ],
        key: null,
      });
    });

    it("tells a key which it is, in each of the three presentations", async () => {
      const { key, token } = await world().keyring.create({ orgId: "acme", permissions: ["a:b"] }, setup);
      const path = `${world().mount}/self`;
      const answers = [
        await world().raw("get", path).set("x-api-key", token),
        await world().raw("get", path).set("Authorization", token),
        await world().raw("get", path).set("Authorization", `Bearer ${token}`),
      ];

      for (const answer of answers) {
        expect(answer.body).toEqual({
          kind: "key",
          id: key.id,
          name: "API key 1",
          grants: [{ org: "acme", project: null, permissions: ["a:b"], role: null, reach: "own" }],
          key: (await world().as(operator).get("/keys/1")).body,
        });
      }
    });

    it("answers an actor without any grant, and nobody else", async () => {
      const known = await world().as(powerless).get("/self");
      const unknown = await world().as(null).get("/self");

      expect([known.status, known.body.grants]).toEqual([200, []]);
      expect([unknown.status, unknown.body.code]).toEqual([401, "credentials_required"]);
    });
  });

  describe("GET /openapi.json", () => {
    const world = useWorld(setting);

    it("is for everybody and says where it is mounted", async () => {
      const answer = await world().as(null).get("/openapi.json");

      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ openapi: "3.1.0", servers: [{ url: setting.mount || "/" }] });
    });
  });

  describe("an actor", () => {
    const world = useWorld(setting);

    it("that nobody is gets a bare challenge", async () => {
      const answer = await world().as(null).get("/keys");

      expect([answer.status, answer.body.code]).toEqual([401, "credentials_required"]);
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="api"');
    });

    it("that lacks the permission is told which, with a challenge", async () => {
      const answer = await world().as(powerless).get("/keys");

      expect([answer.status, answer.body.code]).toEqual([403, "insufficient_permissions"]);
      expect(answer.body.detail).toContain("api-keys:read");
      expect(answer.headers["www-authenticate"]).toContain('error="insufficient_scope"');
    });

    it("cannot name another organization or owner than it reaches", async () => {
      const stranger = { permissions: [], org_id: "other" };
      const answers = [
        await world().as(acmeAdmin).post("/keys", stranger),
        await world().as(acmeAdmin).post("/keys", { permissions: [], org_id: null }),
        await world()
          .as(acmeAdmin)
          .post("/keys", { ...stranger, project_id: "website" }),
        await world().as(acmeMember).post("/keys", { permissions: [], owner_id: "u-admin" }),
        await world().as(acmeMember).post("/keys", { permissions: [], owner_id: null }),
      ];

      for (const answer of answers) expect([answer.status, answer.body.code]).toEqual([403, "out_of_reach"]);
      expect(world().store.writes()).toBe(0);
    });

    it("cannot make or change a key that is stronger than itself", async () => {
      const { key } = await world().keyring.create({ orgId: "acme", permissions: ["bundles:read"] }, setup);
      const strong = await world().keyring.create({ orgId: "acme", permissions: ["*:*"] }, setup);
      world().store.reset();
      const asked = world().as(acmeAdmin);
      const answers = [
        await asked.post("/keys", { permissions: ["payments:write"] }),
        await asked.post("/keys", { role: "admin" }),
        await asked.patch(`/keys/${key.id}`, { permissions: ["*:*"] }),
        await asked.patch(`/keys/${key.id}`, { role: "admin" }),
        await asked.patch(`/keys/${strong.key.id}`, { name: "mine now" }),
        await asked.patch(`/keys/${strong.key.id}`, { enabled: true, permissions: ["bundles:read"] }),
      ];

      for (const answer of answers)
        expect([answer.status, answer.body.code]).toEqual([403, "ceiling_exceeded"]);
      expect(world().store.writes()).toBe(0);
    });

    it("that is a key makes none that outlives it, and none for others", async () => {
      const expiresAt = world().clock.now() + 60_000;
      const fields = { orgId: "acme", ownerId: "u-1", permissions: ["api-keys:*"], expiresAt };
      const { token } = await world().keyring.create(fields, setup);
      const asked = world().withKey(token);
      const until = (milliseconds: number) => new Date(milliseconds).toISOString();

      const longer = await asked.post("/keys", { permissions: [], expires_at: until(expiresAt + 1) });
      const forEver = await asked.post("/keys", { permissions: [] });
      const foreign = await asked.post("/keys", {
        permissions: [],
        expires_at: until(expiresAt),
        owner_id: "u-2",
      });
      const fine = await asked.post("/keys", {
        permissions: ["api-keys:read"],
        expires_at: until(expiresAt),
      });

      expect([longer.status, longer.body.code]).toEqual([403, "ceiling_exceeded"]);
      expect([forEver.status, forEver.body.code]).toEqual([403, "ceiling_exceeded"]);
      expect([foreign.status, foreign.body.code]).toEqual([403, "out_of_reach"]);
      expect([fine.status, fine.body.key.owner_id]).toEqual([201, "u-1"]);
    });

    it("that is a key loses what its row loses at once", async () => {
      const { key, token } = await world().keyring.create(
        { orgId: "acme", permissions: ["api-keys:*"] },
        setup,
      );
      const before = await world().withKey(token).get("/keys");
      await world().keyring.update({ id: key.id }, { permissions: [] }, setup);
      const after = await world().withKey(token).get("/keys");
      await world().keyring.revoke({ id: key.id }, setup);
      const revoked = await world().withKey(token).get("/keys");

      expect([before.status, after.status, revoked.status]).toEqual([200, 403, 401]);
      expect(revoked.body.code).toBe("key_revoked");
    });
  });
}
