import { acmeAdmin, acmeMember, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { useWorld } from "../world/world.js";

export function creatingKeys(setting: Setting): void {
  describe("POST /keys", () => {
    const world = useWorld(setting);

    it("answers 201 with the key and a token that opens", async () => {
      const answer = await world().as(acmeAdmin).post("/keys", { role: "reader" });

      expect(answer.status).toBe(201);
      const { key, token } = answer.body as { key: { id: string }; token: string };
      expect(key).toMatchObject({
        number: 1,
        name: "API key 1",
        env: "live",
        role: "reader",
        status: "active",
      });
      const verdict = await world().keyring.verify(token);
      expect(verdict).toMatchObject({ ok: true, principal: { id: key.id, permissions: ["bundles:read"] } });
    });

    it("says in Location where the key is, from the root of the server, and in ETag which version", async () => {
      const answer = await world().as(acmeAdmin).post("/keys", { permissions: [] });

      expect(answer.headers["location"]).toBe(`${world().mount}/keys/${answer.body.key.id}`);
      expect(answer.headers["etag"]).toBe('"1"');
      const found = await world()
        .raw("get", answer.headers["location"] ?? "")
        .set(world().headersOf(acmeAdmin));
      expect([found.status, found.body]).toEqual([200, answer.body.key]);
    });

    it("takes organization, owner and creator from the actor", async () => {
      const answer = await world()
        .as(acmeMember)
        .post("/keys", { permissions: ["bundles:read"] });

      expect(answer.body.key).toMatchObject({
        org_id: "acme",
        project_id: null,
        owner_id: "u-member",
        created_by: "user:u-member",
      });
    });

    it("keeps every field as it was sent, times in UTC with milliseconds", async () => {
      const fields = {
        name: "Nächtlicher Bau 🌙",
        org_id: "acme",
        project_id: "website",
        owner_id: "u-17",
        role: "reader",
        permissions: ["bundles:write", "api-keys:*"],
        inherits: false,
        allowed_networks: ["192.0.2.0/24", "2001:db8::/32"],
        rate_limit: { requests: 100, seconds: 60 },
        metadata: { ticket: "OPS-42", deep: { list: [1, null, { a: true }] } },
        tags: ["ci", "nightly"],
      };
      const times = { not_before: "2026-02-01T00:00:00Z", expires_at: "2026-03-01T12:30:00.5Z" };

      const created = await world()
        .as(operator)
        .post("/keys", { ...fields, ...times, env: "test" });

      const kept = {
        ...fields,
        not_before: "2026-02-01T00:00:00.000Z",
        expires_at: "2026-03-01T12:30:00.500Z",
      };
      expect(created.body.key).toMatchObject({
        ...kept,
        env: "test",
        status: "scheduled",
        last_used_at: null,
        rotation: null,
        created_at: "2026-01-01T00:00:00.000Z",
      });
      const read = await world().as(operator).get(`/keys/${created.body.key.id}`);
      expect(read.body).toEqual(created.body.key);
    });

    it("takes null for what a key can be without", async () => {
      const nothing = {
        org_id: null,
        project_id: null,
        owner_id: null,
        role: null,
        not_before: null,
        expires_at: null,
        allowed_networks: null,
        rate_limit: null,
      };
      const answer = await world()
        .as(operator)
        .post("/keys", { ...nothing, permissions: ["a:b"] });

      expect(answer.status).toBe(201);
      expect(answer.body.key).toMatchObject({ ...nothing, permissions: ["a:b"] });
    });

    it("shows the token in this answer and in no other", async () => {
      const { body } = await world().as(acmeAdmin).post("/keys", { role: "reader" });
      const [secret] = body.token.split("_").slice(-1);
      const asked = world().as(acmeAdmin);
      const others = [
        await asked.get("/keys"),
        await asked.get(`/keys/${body.key.id}`),
        await asked.patch(`/keys/${body.key.id}`, { name: "renamed" }),
        await world().withKey(body.token).get("/self"),
      ];

      for (const other of others) {
        expect(other.status).toBe(200);
        expect(other.text).not.toContain(secret);
      }
    });

    it("is refused without a grant of any kind, naming what is missing", async () => {
      const answer = await world().as(acmeAdmin).post("/keys", { name: "grants nothing" });

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "grant_required", errors: [{ path: "permissions" }] });
      expect(world().store.writes()).toBe(0);
    });
  });
}
