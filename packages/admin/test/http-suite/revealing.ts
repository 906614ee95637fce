import { acmeAdmin, acmeMember, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { RETRIEVABLE, setup, useWorld } from "../world/world.js";

const FIELDS = { orgId: "acme", permissions: ["bundles:read"] };

export function revealingTokens(setting: Setting): void {
  describe("POST /keys/:id/reveal", () => {
    const world = useWorld(setting, { keyring: RETRIEVABLE });

    it("shows the token that create and rotate have shown", async () => {
      const { key, token } = await world().keyring.create(FIELDS, setup);
      const first = await world().as(acmeAdmin).post(`/keys/${key.id}/reveal`);
      const rotated = await world().as(acmeAdmin).post(`/keys/${key.number}/rotate`);
      const second = await world().as(acmeAdmin).post(`/keys/${key.id}/reveal`, {});

      expect([first.status, first.body]).toEqual([200, { token }]);
      expect([second.status, second.body]).toEqual([200, { token: rotated.body.token }]);
      expect(first.headers["cache-control"]).toBe("no-store");
    });

    it("is recorded each time, without the token, and changes no version", async () => {
      const { key, token } = await world().keyring.create(FIELDS, setup);
      await world().as(acmeAdmin).post(`/keys/${key.id}/reveal`);
      await world().as(acmeAdmin).post(`/keys/${key.id}/reveal`);
      const shown = await world().as(acmeAdmin).get("/changes?action=tokens_revealed");

      expect(shown.body.data).toMatchObject([
        { actor_id: "u-admin", target: key.id, before: null, after: null, note: { keys: [key.id] } },
        { actor_id: "u-admin", target: key.id },
      ]);
      expect(JSON.stringify(await world().changes())).not.toContain(token.split("_").at(-1));
      expect((await world().as(acmeAdmin).get(`/keys/${key.id}`)).headers["etag"]).toBe('"1"');
    });

    it("is not shown to whoever could not have made the key", async () => {
      const strong = await world().keyring.create({ orgId: "acme", permissions: ["payments:write"] }, setup);
      const { key, token } = await world().keyring.create({ ...FIELDS, ownerId: "u-admin" }, setup);
      world().store.reset();
      const reader = user("u-1", {
        org: "acme",
        permissions: ["api-keys:read", "api-keys:rotate", "bundles:*"],
      });
      const answers = [
        await world().as(acmeAdmin).post(`/keys/${strong.key.id}/reveal`),
        await world().as(acmeMember).post(`/keys/${key.id}/reveal`),
        await world().as(reader).post(`/keys/${key.id}/reveal`),
      ];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [403, "ceiling_exceeded"],
        [404, "not_found"],
        [403, "insufficient_permissions"],
      ]);
      for (const { text } of answers) expect(text).not.toContain(token.split("_").at(-1));
      expect(world().store.writes()).toBe(0);
    });

    it("is not shown for a key that will never work again", async () => {
      const revoked = await world().keyring.create(FIELDS, setup);
      await world().keyring.revoke({ id: revoked.key.id }, setup);
      const expired = await world().keyring.create(
        { ...FIELDS, expiresAt: world().clock.now() + 1_000 },
        setup,
      );
      world().clock.advance(1_000);
      const answers = [
        await world().as(acmeAdmin).post(`/keys/${revoked.key.id}/reveal`),
        await world().as(acmeAdmin).post(`/keys/${expired.key.id}/reveal`),
      ];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [409, "key_revoked"],
        [409, "key_expired"],
      ]);
    });
  });

  describe("POST /keys/:id/reveal where tokens are shown once", () => {
    const world = useWorld(setting);

    it("is 409, and nothing is recorded", async () => {
      const { key } = await world().keyring.create(FIELDS, setup);
      world().store.reset();
      const answer = await world().as(acmeAdmin).post(`/keys/${key.id}/reveal`);

      expect([answer.status, answer.body.code]).toEqual([409, "token_not_retrievable"]);
      expect(world().store.writes()).toBe(0);
    });
  });
}
