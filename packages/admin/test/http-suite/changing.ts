import { acmeAdmin, acmeMember, acmeReader, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

export function changingKeys(setting: Setting): void {
  const world = useWorld(setting);

  async function created(fields: object = {}) {
    const { key, token } = await world().keyring.create(
      { orgId: "acme", permissions: ["bundles:read"], ...fields },
      setup,
    );
    world().store.reset();
    return { ...key, token };
  }

  describe("PATCH /keys/:id", () => {
    it("changes what is named and nothing else, and raises the version", async () => {
      const { id } = await created({ name: "before", tags: ["kept"], role: "reader" });
      const changes = {
        name: "after",
        enabled: false,
        role: null,
        permissions: ["bundles:write"],
        not_before: "2026-02-01T00:00:00.000Z",
        expires_at: "2026-03-01T00:00:00.000Z",
        allowed_networks: ["192.0.2.7"],
        rate_limit: { requests: 5, seconds: 1 },
        metadata: { changed: true },
      };
      const answer = await world().as(acmeAdmin).patch(`/keys/${id}`, changes);

      expect([answer.status, answer.headers["etag"]]).toEqual([200, '"2"']);
      expect(answer.body).toMatchObject({ ...changes, tags: ["kept"], status: "disabled" });
      expect((await world().as(acmeAdmin).get(`/keys/${id}`)).body).toEqual(answer.body);
    });

    it("takes away networks and rate limit with null", async () => {
      const limits = { allowedNetworks: ["192.0.2.0/24"], rateLimit: { requests: 1, seconds: 1 } };
      const { id } = await created(limits);
      const none = { allowed_networks: null, rate_limit: null };
      const answer = await world().as(acmeAdmin).patch(`/keys/${id}`, none);

      expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(none)]);
    });

    it("takes a key out of use and back with enabled", async () => {
      const { id, token } = await created();
      await world().as(acmeAdmin).patch(`/keys/${id}`, { enabled: false });
      const disabled = await world().keyring.verify(token);
      await world().as(acmeAdmin).patch(`/keys/${id}`, { enabled: true });
      const enabled = await world().keyring.verify(token);

      expect(disabled).toMatchObject({ ok: false, reason: "key_disabled" });
      expect(enabled.ok).toBe(true);
    });

    it("writes nothing when nothing changes", async () => {
      const { id } = await created({ name: "same" });
      const answer = await world().as(acmeAdmin).patch(`/keys/${id}`, { name: "same" });

      expect([answer.status, answer.headers["etag"], world().store.writes()]).toEqual([200, '"1"', 0]);
    });

    it.each(['"1"', "*", '"7", "1"', ' "x" ,, W/"9","1"'])(
      "changes the version that If-Match names: %s",
      async (tags) => {
        const { id } = await created();
        const answer = await world()
          .as(acmeAdmin)
          .patch(`/keys/${id}`, { name: "changed" }, { "If-Match": tags });

        expect([answer.status, answer.headers["etag"]]).toEqual([200, '"2"']);
      },
    );

    it.each(['"2"', 'W/"1"', '"01"', '"x"', '""', '"2", W/"1"'])(
      "is 412 when If-Match does not: %s",
      async (tags) => {
        const { id } = await created();
        const answer = await world()
          .as(acmeAdmin)
          .patch(`/keys/${id}`, { name: "changed" }, { "If-Match": tags });

        expect([answer.status, answer.body.code]).toEqual([412, "version_mismatch"]);
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each([
      "1",
      '"1',
      '1"',
      "w/1",
      '"1" "2"',
      '*, "1"',
      ",",
      'W/ "1"',
      Array.from({ length: 21 }, () => '"1"').join(),
    ])("is 400 when If-Match is no list of entity tags: %s", async (tags) => {
      const { id } = await created();
      const answer = await world()
        .as(acmeAdmin)
        .patch(`/keys/${id}`, { name: "changed" }, { "If-Match": tags });

      expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
      expect(world().store.writes()).toBe(0);
    });

    it("lets one of two changes to the same version win", async () => {
      const { id } = await created();
      const patch = (name: string) =>
        world().as(acmeAdmin).patch(`/keys/${id}`, { name }, { "If-Match": '"1"' });
      const answers = await Promise.all([patch("one"), patch("two")]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it("is 409 for a revoked key: it stays as it is", async () => {
      const { id } = await created();
      await world().keyring.revoke({ id }, setup);
      for (const actor of [acmeAdmin, operator]) {
        const answer = await world().as(actor).patch(`/keys/${id}`, { enabled: true });
        expect([answer.status, answer.body.code]).toEqual([409, "key_revoked"]);
        expect(answer.headers["www-authenticate"]).toBeUndefined();
      }
    });

    it("is 409, not 401, also when a key asks", async () => {
      const manager = await created({ permissions: ["api-keys:*"], ownerId: "u-1" });
      const { id } = await created({ ownerId: "u-1", permissions: [] });
      await world().keyring.revoke({ id }, setup);
      const answer = await world().withKey(manager.token).patch(`/keys/${id}`, { name: "x" });

      expect([answer.status, answer.body.code]).toEqual([409, "key_revoked"]);
    });
  });

  describe("DELETE /keys/:id", () => {
    it("revokes for good, answers 204 without content, and again 204", async () => {
      const { id, token } = await created();
      const first = await world().as(acmeAdmin).delete(`/keys/${id}`);
      const again = await world().as(acmeAdmin).delete(`/keys/${id}`);

      expect([first.status, first.text, first.headers["content-type"]]).toEqual([204, "", undefined]);
      expect([again.status, world().store.writes()]).toEqual([204, 1]);
      expect(await world().keyring.verify(token)).toMatchObject({ ok: false, reason: "key_revoked" });
      const read = await world().as(acmeReader).get(`/keys/${id}`);
      expect(read.body).toMatchObject({ status: "revoked", revoked_at: "2026-01-01T00:00:00.000Z" });
    });

    it("keeps the reason in the record of the change", async () => {
      const { id } = await created();
      await world().as(acmeAdmin).delete(`/keys/${id}?reason=leaked%20in%20a%20log`);
      const [, revoked] = await world().changes();

      expect(revoked?.action).toBe("key.revoked");
      expect(JSON.parse(revoked?.detail ?? "")).toMatchObject({ reason: "leaked in a log" });
    });

    it.each([
      ["reason=", "invalid_field"],
      ["reason=a%0Ab", "invalid_field"],
      [`reason=${"x".repeat(201)}`, "invalid_field"],
      ["reason=a&reason=b", "invalid_field"],
      ["reason[]=a", "unknown_field"],
      ["force=1", "unknown_field"],
    ])("revokes nothing with ?%s", async (query, code) => {
      const { id, token } = await created();
      const answer = await world().as(acmeAdmin).delete(`/keys/${id}?${query}`);

      expect([answer.status, answer.body.code]).toEqual([400, code]);
      expect((await world().keyring.verify(token)).ok).toBe(true);
    });
  });

  describe("every change", () => {
    it("records who, from where, and by which request", async () => {
      const member = await world().as(acmeMember).post("/keys", { permissions: [] });
      const refused = await world().as(null).post("/keys", { permissions: [] });
      const changes = await world().changes();

      expect(member.status).toBe(201);
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatchObject({
        actorKind: "user",
        actorId: "u-member",
        target: member.body.key.id,
        address: "127.0.0.1",
      });
      expect(changes[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(changes[0]?.requestId).not.toBe(refused.body.request_id);
    });
  });
}
