import { acmeAdmin, acmeReader, operator, otherAdmin, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const TEXTS = ["a\nb", "a\u0000b", "\ud800", 1, true, null, ["a"], { a: 1 }];

/** Values that a field of a role cannot have. */
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  name: [...TEXTS, "", "x".repeat(65)],
  description: [...TEXTS, "x".repeat(201)],
  permissions: ["a:b", null, 1, {}, Array.from({ length: 101 }, () => "a:b")],
};

export function roles(setting: Setting): void {
  describe("custom roles", () => {
    const world = useWorld(setting, {
      keyring: { roles: { reader: ["bundles:read"], admin: ["*:*"] } },
    });

    const DEPLOYER = { name: "deployer", permissions: ["bundles:write"] };

    async function created(fields: object = {}) {
      const role = { orgId: "acme", ...DEPLOYER, ...fields };
      const { id } = await world().keyring.roles.create(role, setup);
      world().store.reset();
      return id;
    }

    it("are made with 201, in the actor's organization, and found where Location says", async () => {
      const made = await world()
        .as(acmeAdmin)
        .post("/roles", { ...DEPLOYER, description: "Deploys bundles" });
      const found = await world()
        .raw("get", made.headers["location"] ?? "")
        .set(world().headersOf(acmeAdmin));

      expect(made.status).toBe(201);
      expect(made.headers["location"]).toBe(`${world().mount}/roles/${made.body.id}`);
      expect(made.body).toEqual({
        id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
        ...DEPLOYER,
        description: "Deploys bundles",
        org_id: "acme",
        built_in: false,
        grantable: true,
        created_at: "2026-01-01T00:00:00.000Z",
        updated_at: "2026-01-01T00:00:00.000Z",
      });
      expect([found.status, found.body]).toEqual([200, made.body]);
    });

    it("can be given to keys of exactly their organization", async () => {
      await created();
      const here = await world().as(operator).post("/keys", { org_id: "acme", role: "deployer" });
      const there = await world().as(operator).post("/keys", { org_id: "other", role: "deployer" });

      expect([here.status, here.body.key?.role]).toEqual([201, "deployer"]);
      expect((await world().withKey(here.body.token).get("/self")).body.grants).toMatchObject([
        { permissions: ["bundles:write"] },
      ]);
      expect(there.body).toMatchObject({ code: "invalid_field", errors: [{ path: "role" }] });
    });

    it("change what is named and nothing else, and with it every key that has them", async () => {
      const id = await created({ description: "before" });
      const { token } = await world().keyring.create({ orgId: "acme", role: "deployer" }, setup);
      world().clock.advance(1_000);
      const changes = { name: "publisher", permissions: ["bundles:read"] };
      const changed = await world().as(acmeAdmin).patch(`/roles/${id}`, changes);
      const self = await world().withKey(token).get("/self");

      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({
        ...changes,
        description: "before",
        created_at: "2026-01-01T00:00:00.000Z",
        updated_at: "2026-01-01T00:00:01.000Z",
      });
      expect((await world().as(acmeReader).get(`/roles/${id}`)).body).toEqual({
        ...changed.body,
        grantable: false,
      });
      expect(self.body.grants).toMatchObject([{ permissions: ["bundles:read"] }]);
      expect(self.body.key.role).toBe("publisher");
    });

    it("write nothing when nothing changes", async () => {
      const id = await created();
      const answer = await world().as(acmeAdmin).patch(`/roles/${id}`, DEPLOYER);

      expect([answer.status, world().store.writes()]).toEqual([200, 0]);
    });

    it("go with 204 when no key has them, and not before", async () => {
      const id = await created();
      const { key } = await world().keyring.create({ orgId: "acme", role: "deployer" }, setup);
      const inUse = await world().as(acmeAdmin).delete(`/roles/${id}`);
      await world().keyring.revoke({ id: key.id }, setup);
      const gone = await world().as(acmeAdmin).delete(`/roles/${id}`);
      const again = await world().as(acmeAdmin).delete(`/roles/${id}`);

      expect([inUse.status, inUse.body.code]).toEqual([409, "role_in_use"]);
      expect([gone.status, gone.text]).toEqual([204, ""]);
      expect([again.status, again.body.code]).toEqual([404, "not_found"]);
    });

    it("have names of their own within an organization, built-in ones included", async () => {
      const id = await created();
      const other = await created({ name: "other" });
      const asked = world().as(operator);
      const answers = [
        await asked.post("/roles", { ...DEPLOYER, org_id: "acme" }),
        await asked.post("/roles", { ...DEPLOYER, org_id: "acme", name: "reader" }),
        await asked.patch(`/roles/${other}`, { name: "deployer" }),
        await asked.patch(`/roles/${id}`, { name: "admin" }),
      ];

      for (const { status, body } of answers) expect([status, body.code]).toEqual([409, "role_name_taken"]);
      expect((await asked.post("/roles", { ...DEPLOYER, org_id: "other" })).status).toBe(201);
      expect((await asked.post("/roles", { ...DEPLOYER, org_id: null })).body.org_id).toBeNull();
    });

    it("take every permission that they had and will have", async () => {
      const strong = await created({ name: "strong", permissions: ["payments:write"] });
      const weak = await created({ name: "weak", permissions: [] });
      world().store.reset();
      const asked = world().as(acmeAdmin);
      const answers = [
        await asked.post("/roles", { name: "stronger", permissions: ["*:*"] }),
        await asked.patch(`/roles/${weak}`, { permissions: ["payments:write"] }),
        await asked.patch(`/roles/${strong}`, { permissions: [] }),
        await asked.delete(`/roles/${strong}`),
      ];

      for (const { status, body } of answers) expect([status, body.code]).toEqual([403, "ceiling_exceeded"]);
      expect(world().store.writes()).toBe(0);
    });

    it("are made nowhere that no grant covers", async () => {
      const body = { ...DEPLOYER, org_id: "other" };
      const answers = [
        await world().as(acmeAdmin).post("/roles", body),
        await world()
          .as(acmeAdmin)
          .post("/roles", { ...body, org_id: null }),
      ];

      for (const { status, body: b } of answers) expect([status, b.code]).toEqual([403, "out_of_reach"]);
      expect(world().store.writes()).toBe(0);
    });

    it("cannot widen the key that changes them", async () => {
      const id = await created({ name: "own", permissions: ["api-roles:*"] });
      const { token } = await world().keyring.create({ orgId: "acme", ownerId: "u-1", role: "own" }, setup);
      const widened = await world()
        .withKey(token)
        .patch(`/roles/${id}`, { permissions: ["api-roles:*", "bundles:read"] });

      expect([widened.status, widened.body.code]).toEqual([403, "ceiling_exceeded"]);
    });

    it("are 100 at most in an organization", async () => {
      for (let n = 0; n < 100; n++) await created({ name: `role ${n}` });
      const answer = await world().as(acmeAdmin).post("/roles", DEPLOYER);

      expect([answer.status, answer.body.code]).toEqual([409, "quota_exceeded"]);
    });

    it.each(Object.entries(FIELDS))("are 400 with a wrong %s, naming it", async (field, values) => {
      const id = await created({ name: "kept" });
      for (const value of values) {
        const answers = [
          await world()
            .as(acmeAdmin)
            .post("/roles", { ...DEPLOYER, [field]: value }),
          await world()
            .as(acmeAdmin)
            .patch(`/roles/${id}`, { [field]: value }),
        ];
        for (const { status, body } of answers) {
          expect([value, status]).toEqual([value, 400]);
          expect(body).toMatchObject({ code: "invalid_field", errors: [{ path: field }] });
        }
      }
      expect(world().store.writes()).toBe(0);
    });

    it("are 400 without a name or permissions, with a wrong entry, and moved to another organization", async () => {
      const id = await created({ name: "kept" });
      const asked = world().as(acmeAdmin);
      const wrong = (path: string, code = "invalid_field") => ({ code, errors: [{ path }] });

      expect((await asked.post("/roles", { name: "x" })).body).toMatchObject(wrong("permissions"));
      expect((await asked.post("/roles", { permissions: [] })).body).toMatchObject(wrong("name"));
      const entries = await asked.post("/roles", { name: "x", permissions: ["a:b", "A:b"] });
      expect(entries.body).toMatchObject(wrong("permissions[1]"));
      const ids = await asked.post("/roles", { ...DEPLOYER, org_id: ["acme"] });
      expect(ids.body).toMatchObject(wrong("org_id"));
      const moved = await asked.patch(`/roles/${id}`, { org_id: "other" });
      expect(moved.body).toMatchObject(wrong("org_id", "unknown_field"));
      for (const field of ["id", "built_in", "grantable", "created_at", "orgId"]) {
        const answer = await asked.post("/roles", { ...DEPLOYER, [field]: "x" });
        expect(answer.body).toMatchObject(wrong(field, "unknown_field"));
      }
      expect(world().store.writes()).toBe(0);
    });
  });

  describe("built-in roles", () => {
    const ODD = "Grüße & 100%/all";
    const world = useWorld(setting, {
      keyring: { roles: { reader: ["bundles:read"], admin: ["*:*"], administrators: [], [ODD]: ["a:b"] } },
    });

    it("are shown with who can give them, and found by b: and their name", async () => {
      const answer = await world().as(acmeAdmin).get("/roles/b:reader");

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        id: "b:reader",
        name: "reader",
        description: "",
        permissions: ["bundles:read"],
        org_id: null,
        built_in: true,
        grantable: true,
        created_at: null,
        updated_at: null,
      });
      expect((await world().as(acmeAdmin).get("/roles/b:admin")).body.grantable).toBe(false);
    });

    it("are found by their name as encodeURIComponent writes it, and in no other spelling", async () => {
      const name = encodeURIComponent(ODD);
      for (const segment of [`b:${name}`, `b%3A${name}`, "b%3Areader"]) {
        expect((await world().as(operator).get(`/roles/${segment}`)).status).toBe(200);
      }
      const others = [
        "b:%72eader",
        "%62:reader",
        "b%3areader",
        "b:READER",
        "B:reader",
        "reader",
        "zzreader",
        "zzadministrators",
        "b:reader%00",
        "b:",
        "b:constructor",
        "b:__proto__",
        `b:${name.toLowerCase()}`,
        "b:%",
      ];
      for (const segment of others) {
        const answer = await world().as(operator).get(`/roles/${segment}`);
        expect([segment, answer.status, answer.body.code]).toEqual([segment, 404, "not_found"]);
      }
    });

    it("stay as the application has them", async () => {
      const answers = [
        await world().as(operator).patch("/roles/b:reader", { permissions: [] }),
        await world().as(operator).delete("/roles/b:reader"),
      ];

      for (const { status, body } of answers) expect([status, body.code]).toEqual([400, "invalid_request"]);
      expect(world().store.writes()).toBe(0);
    });
  });

  describe("GET /roles", () => {
    const world = useWorld(setting);

    async function createdMany(): Promise<void> {
      for (const [orgId, name] of [
        ["acme", "one"],
        ["acme", "two"],
        ["other", "three"],
        [null, "four"],
      ] as const)
        await world().keyring.roles.create({ orgId, name, permissions: [] }, setup);
    }

    const names = async (actor: typeof operator, query = "") =>
      (await world().as(actor).get(`/roles${query}`)).body.data.map(({ name }) => name);

    it("begins with the built-in ones, and holds what the actor's grants cover", async () => {
      await createdMany();
      const builtIn = ["admin", "keeper", "reader"];
      const all = await names(operator);

      expect(all.slice(0, 3)).toEqual(builtIn);
      expect(all.slice(3).sort()).toEqual(["four", "one", "three", "two"]);
      expect((await names(acmeReader)).slice(3).sort()).toEqual(["one", "two"]);
      expect(await names(otherAdmin)).toEqual([...builtIn, "three"]);
      expect((await names(operator, "?org_id=acme")).slice(3).sort()).toEqual(["one", "two"]);
      expect(await names(acmeReader, "?org_id=other")).toEqual(builtIn);
      const none = user("u-1", { org: "acme", permissions: ["api-keys:*"] });
      expect((await world().as(none).get("/roles")).body.code).toBe("insufficient_permissions");
    });

    it("goes on page by page, built-in ones once", async () => {
      await createdMany();
      const seen: string[] = [];
      let query = "?limit=1";
      for (let page = 0; page < 10; page++) {
        const { body } = await world().as(operator).get(`/roles${query}`);
        seen.push(...body.data.map(({ name }) => name));
        if (body.next_cursor === null) break;
        query = `?limit=1&cursor=${body.next_cursor}`;
      }
      const other = await world().as(operator).get(`/roles${query}&org_id=acme`);

      expect(seen.sort()).toEqual(["admin", "four", "keeper", "one", "reader", "three", "two"]);
      expect([other.status, other.body.code]).toEqual([400, "invalid_cursor"]);
    });

    it.each([
      ["limit=0", "invalid_field"],
      ["limit=201", "invalid_field"],
      ["org_id=", "invalid_field"],
      ["org_id=*", "invalid_field"],
      ["org_id=a&org_id=b", "invalid_field"],
      ["cursor=x", "invalid_cursor"],
      ["org_id[]=acme", "unknown_field"],
      ["name=one", "unknown_field"],
    ])("is 400 for ?%s", async (query, code) => {
      const answer = await world().as(operator).get(`/roles?${query}`);

      expect([answer.status, answer.body.code]).toEqual([400, code]);
    });
  });
}
