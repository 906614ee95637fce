import type { Owner } from "@latchkey/core";

import { acmeAdmin, operator, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

/** What the application says of the owners in these tests. */
const OWNERS: Readonly<Record<string, Owner>> = {
  "u-1": { active: true, permissions: ["bundles:*"] },
  "u-2": { active: true, permissions: ["payments:write"] },
  "u-gone": { active: false, permissions: ["bundles:*"] },
};

export function rulesOfKeys(setting: Setting): void {
  describe("a key that inherits", () => {
    let owner: (id: string) => Owner | null = () => null;
    const world = useWorld(setting, { keyring: { owners: (id) => owner(id) } });
    beforeEach(() => (owner = (id) => OWNERS[id] ?? null));

    const maker = (id: string) => user(id, { org: "acme", permissions: ["api-keys:*", "bundles:*"] });
    const inheriting = (fields: object = {}) => ({ inherits: true, ...fields });

    it("is made by its owner, and has the owner's permissions", async () => {
      const made = await world().as(maker("u-1")).post("/keys", inheriting());
      const self = await world().withKey(made.body.token).get("/self");

      expect([made.status, made.body.key]).toEqual([
        201,
        expect.objectContaining({ inherits: true, role: null, permissions: null, owner_id: "u-1" }),
      ]);
      expect(self.body.grants).toMatchObject([{ permissions: ["bundles:*"] }]);
    });

    it("is made for another only by who holds all that the other does", async () => {
      const fine = await world()
        .as(maker("u-9"))
        .post("/keys", inheriting({ owner_id: "u-1" }));
      const beyond = await world()
        .as(maker("u-9"))
        .post("/keys", inheriting({ owner_id: "u-2" }));

      expect([fine.status, beyond.status, beyond.body.code]).toEqual([201, 403, "ceiling_exceeded"]);
    });

    it("has neither role nor permissions of its own", async () => {
      const made = await world().as(maker("u-1")).post("/keys", inheriting());
      const answers = [
        await world()
          .as(maker("u-1"))
          .post("/keys", inheriting({ permissions: [] })),
        await world()
          .as(maker("u-1"))
          .patch(`/keys/${made.body.key.id}`, { permissions: ["bundles:read"] }),
      ];
      const both = { inherits: false, permissions: ["bundles:read"] };
      const changed = await world().as(maker("u-1")).patch(`/keys/${made.body.key.id}`, both);

      for (const { status, body } of answers) {
        expect([status, body.code, body.errors[0]?.path]).toEqual([400, "invalid_field", "permissions"]);
      }
      expect([changed.status, changed.body]).toEqual([200, expect.objectContaining(both)]);
    });

    afterEach(() => jest.restoreAllMocks());

    it("is refused as an actor while its owner is away, and 503 while nobody knows", async () => {
      jest.spyOn(process, "emitWarning").mockImplementation(() => {});
      const { token } = await world().keyring.create({ ownerId: "u-1", inherits: true }, setup);
      owner = () => null;
      await world().keyring.ownerChanged("u-1", setup);
      const gone = await world().withKey(token).get("/keys");
      owner = () => {
        throw new Error("hunter2");
      };
      await world().keyring.ownerChanged("u-1", setup);
      const unknown = await world().withKey(token).get("/keys");

      expect([gone.status, gone.body.code]).toEqual([401, "owner_inactive"]);
      expect([unknown.status, unknown.text]).toEqual([503, expect.not.stringContaining("hunter2")]);
    });
  });

  describe("the application's policy", () => {
    const world = useWorld(setting, {
      keyring: { policy: { maxKeysPerProject: 2, expiryRequired: true, maxLifetime: 3_600 } },
    });
    const until = (seconds: number) => new Date(world().clock.now() + 1_000 * seconds).toISOString();
    const create = (fields: object = {}) =>
      world()
        .as(acmeAdmin)
        .post("/keys", { permissions: [], expires_at: until(60), ...fields });

    it("bounds the number of keys; a revoked one counts no more", async () => {
      const first = await create();
      await create();
      const beyond = await create();
      await world().as(acmeAdmin).delete(`/keys/${first.body.key.id}`);
      const again = await create();

      expect([beyond.status, beyond.body.code, again.status]).toEqual([409, "quota_exceeded", 201]);
      expect(beyond.headers["www-authenticate"]).toBeUndefined();
    });

    it("bounds lifetimes, in the words of JSON", async () => {
      const { body } = await create();
      const answers = [
        await create({ expires_at: null }),
        await create({ expires_at: until(3_601) }),
        await world().as(acmeAdmin).patch(`/keys/${body.key.id}`, { expires_at: null }),
      ];

      for (const { status, body: fault } of answers) {
        expect([status, fault.code, fault.errors[0]?.path]).toEqual([400, "invalid_field", "expires_at"]);
        expect(fault.detail).not.toContain("expiresAt");
      }
    });
  });

  describe("a key that acts from another network than it may", () => {
    const world = useWorld(setting);

    it("is 403, whoever has let it through", async () => {
      const fields = { orgId: "acme", permissions: ["api-keys:*"], allowedNetworks: ["192.0.2.0/24"] };
      const { key, token } = await world().keyring.create(fields, setup);
      const asked = world().as({ kind: "key", keyId: key.id });
      const answers = [
        await world().withKey(token).get("/self"),
        await asked.get("/keys"),
        await asked.get("/permissions"),
        await asked.post("/keys", { permissions: [] }),
      ];

      for (const { status, body } of answers)
        expect([status, body.code]).toEqual([403, "network_not_allowed"]);
    });
  });

  describe("a place that the application does not know", () => {
    const world = useWorld(setting, {
      keyring: { scopes: { validate: (org) => org === "acme", list: () => [] } },
    });

    it("gets no key", async () => {
      const known = await world().as(operator).post("/keys", { org_id: "acme", permissions: [] });
      const unknown = await world().as(operator).post("/keys", { org_id: "amce", permissions: [] });

      expect([known.status, unknown.status, unknown.body.code]).toEqual([201, 400, "invalid_field"]);
      expect(unknown.body.errors[0]?.path).toBe("org_id");
    });
  });
}
