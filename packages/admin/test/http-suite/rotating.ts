import { acmeAdmin, operator, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const HOUR = 3_600_000;
const JSON_TYPE = { "Content-Type": "application/json" };

export function rotatingKeys(setting: Setting): void {
  const world = useWorld(setting);

  async function created(fields: object = {}) {
    const given = { orgId: "acme", permissions: ["bundles:read"], ...fields };
    const { key, token } = await world().keyring.create(given, setup);
    world().store.reset();
    return { ...key, token };
  }

  const isAccepted = async (token: string) => (await world().keyring.verify(token)).ok;

  describe("POST /keys/:id/rotate", () => {
    it("gives a new token; the old one works on while the overlap lasts", async () => {
      const { id, token } = await created();
      const answer = await world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap: 3_600 });

      expect([answer.status, answer.headers["etag"]]).toEqual([200, '"2"']);
      expect(answer.body.key).toMatchObject({
        id,
        number: 1,
        rotation: { overlap_ends_at: "2026-01-01T01:00:00.000Z", old_secret_last_used_at: null },
      });
      expect([await isAccepted(token), await isAccepted(answer.body.token)]).toEqual([true, true]);
      expect((await world().as(acmeAdmin).get(`/keys/${id}`)).body).toEqual(answer.body.key);

      world().clock.advance(HOUR);
      expect([await isAccepted(token), await isAccepted(answer.body.token)]).toEqual([false, true]);
      expect((await world().as(acmeAdmin).get(`/keys/${id}`)).body.rotation).toBeNull();
    });

    it.each([
      ["no body", undefined, {}],
      ["no body, though its type is announced", undefined, JSON_TYPE],
      ["an empty body", "", { ...JSON_TYPE, "Content-Length": "0" }],
      ["an empty object", {}, {}],
    ])("takes %s as the application's policy has it", async (_what, body, headers) => {
      const { id } = await created();
      const answer = await world().as(acmeAdmin).post(`/keys/${id}/rotate`, body, headers);

      expect([answer.status, answer.body.key?.rotation?.overlap_ends_at]).toEqual([
        200,
        "2026-01-02T00:00:00.000Z",
      ]);
    });

    it.each([-1, 0.5, 2_592_001, "60", null, true, [], [60], {}, { seconds: 60 }])(
      "refuses %j as an overlap",
      async (overlap) => {
        const { id } = await created();
        const answer = await world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap });

        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: "overlap" }] });
        expect(world().store.writes()).toBe(0);
      },
    );

    it("takes overlaps from nothing to 30 days", async () => {
      for (const overlap of [0, 2_592_000]) {
        const { id } = await created();
        expect((await world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap })).status).toBe(200);
      }
    });

    it("is 409 while an overlap runs, and with an overlap of 0 ends both older tokens", async () => {
      const { id, token } = await created();
      const first = await world().as(acmeAdmin).post(`/keys/${id}/rotate`);
      const again = await world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap: 60 });
      const ended = await world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap: 0 });

      expect([again.status, again.body.code]).toEqual([409, "rotation_in_progress"]);
      expect(again.headers["www-authenticate"]).toBeUndefined();
      expect([ended.status, ended.body.key.rotation]).toEqual([200, null]);
      const tokens = [token, first.body.token, ended.body.token];
      expect(await Promise.all(tokens.map(isAccepted))).toEqual([false, false, true]);
    });

    it("gives one of two that come at once its overlap, and refuses the other", async () => {
      const { id } = await created();
      const rotate = () => world().as(acmeAdmin).post(`/keys/${id}/rotate`, { overlap: 60 });
      const answers = await Promise.all([rotate(), rotate()]);

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it("is 409 for a revoked and for an expired key, and fine for a disabled one", async () => {
      const revoked = await created();
      await world().keyring.revoke({ id: revoked.id }, setup);
      const expired = await created({ expiresAt: world().clock.now() + 1_000 });
      const disabled = await created();
      await world().keyring.update({ id: disabled.id }, { enabled: false }, setup);
      world().clock.advance(1_000);

      const answers = await Promise.all(
        [revoked, expired, disabled].map(({ id }) => world().as(acmeAdmin).post(`/keys/${id}/rotate`)),
      );
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [409, "key_revoked"],
        [409, "key_expired"],
        [200, undefined],
      ]);
    });

    it("gives nobody the token of a key that is stronger", async () => {
      const { id } = await created({ permissions: ["payments:write"] });
      const answer = await world().as(acmeAdmin).post(`/keys/${id}/rotate`);

      expect([answer.status, answer.body.code, answer.text]).toEqual([
        403,
        "ceiling_exceeded",
        expect.not.stringContaining("acme_live_"),
      ]);
      expect(world().store.writes()).toBe(0);
    });

    it("lets a key rotate itself, and go on with the new token", async () => {
      const { id, token } = await created({ permissions: ["api-keys:*"], ownerId: "u-1" });
      const rotated = await world().withKey(token).post(`/keys/${id}/rotate`, { overlap: 0 });
      const withOld = await world().withKey(token).get("/self");
      const withNew = await world().withKey(rotated.body.token).get("/self");

      expect([rotated.status, withOld.status, withNew.status]).toEqual([200, 401, 200]);
    });

    it("raises the version, so that a change meant for the one before is 412", async () => {
      const { id } = await created();
      const { headers } = await world().as(acmeAdmin).post(`/keys/${id}/rotate`);
      const patch = (tag: string) =>
        world().as(acmeAdmin).patch(`/keys/${id}`, { name: "changed" }, { "If-Match": tag });

      expect((await patch('"1"')).status).toBe(412);
      expect((await patch(String(headers["etag"]))).status).toBe(200);
    });

    it("shows the new token in this answer and in no other", async () => {
      const { id } = await created();
      const { body } = await world().as(acmeAdmin).post(`/keys/${id}/rotate`);
      const secret = String(body.token.split("_").at(-1));
      const asked = world().as(operator);
      const others = [
        await asked.get("/keys"),
        await asked.get(`/keys/${id}`),
        await asked.get("/changes"),
        await asked.post(`/keys/${id}/end-overlap`),
      ];

      for (const other of others) {
        expect(other.status).toBe(200);
        expect(other.text).not.toContain(secret);
      }
    });
  });

  describe("POST /keys/:id/end-overlap", () => {
    it("has the old token refused at once, and does nothing the second time", async () => {
      const { id, token } = await created();
      const rotated = await world().as(acmeAdmin).post(`/keys/${id}/rotate`);
      world().store.reset();
      const ended = await world().as(acmeAdmin).post(`/keys/${id}/end-overlap`);
      const again = await world().as(acmeAdmin).post(`/keys/${id}/end-overlap`, {});

      expect([ended.status, ended.headers["etag"], ended.body.rotation]).toEqual([200, '"3"', null]);
      expect([again.status, again.headers["etag"], world().store.writes()]).toEqual([200, '"3"', 1]);
      expect([await isAccepted(token), await isAccepted(rotated.body.token)]).toEqual([false, true]);
    });

    it("is 409 for a revoked key", async () => {
      const { id } = await created();
      await world().keyring.revoke({ id }, setup);
      const answer = await world().as(acmeAdmin).post(`/keys/${id}/end-overlap`);

      expect([answer.status, answer.body.code]).toEqual([409, "key_revoked"]);
    });

    it("needs the permission to rotate, not to update", async () => {
      const { id } = await created();
      const updater = user("u-1", { org: "acme", permissions: ["api-keys:update", "bundles:*"] });
      const rotator = user("u-2", { org: "acme", permissions: ["api-keys:rotate", "bundles:*"] });

      expect((await world().as(updater).post(`/keys/${id}/end-overlap`)).status).toBe(403);
      expect((await world().as(rotator).post(`/keys/${id}/end-overlap`)).status).toBe(200);
    });
  });

  describe("the use of an old token", () => {
    it("is told while it still works", async () => {
      const { id } = await created();
      await world().as(acmeAdmin).post(`/keys/${id}/rotate`);
      world().clock.advance(5_000);
      const at = world().clock.now();
      const use = { keyId: id, at: at + 1, address: null, userAgent: null, oldSecretAt: at };
      await world().store.addUsage({ hours: [], lastUsed: [use] });
      const { body } = await world().as(acmeAdmin).get(`/keys/${id}`);

      expect(body).toMatchObject({
        last_used_at: "2026-01-01T00:00:05.001Z",
        rotation: { old_secret_last_used_at: "2026-01-01T00:00:05.000Z" },
      });
    });
  });
}
