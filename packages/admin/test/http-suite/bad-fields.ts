import { acmeAdmin, operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const TEXTS = ["", "a\nb", "a\u0000b", "\ud800", "x".repeat(101), 1, true, null, ["a"], { a: 1 }];
const IDS = ["", "*", " acme", "acme ", "a\nb", "x".repeat(129), 1, true, ["acme"], { $ne: "" }];
const TIMES = [
  "",
  "tomorrow",
  "2026-02-30T00:00:00Z",
  "2027-01-01",
  "2027-01-01T00:00:00+01:00",
  "1969-01-01T00:00:00Z",
  0,
  1e15,
  true,
  {},
];
const LISTS = ["a:b", { length: 1 }, 1, true];

/** Values that a field of a key cannot have, and the path of the fault; the code is `invalid_field`. */
const FIELDS: Readonly<Record<string, readonly unknown[]>> = {
  name: TEXTS,
  role: [...TEXTS.filter((value) => value !== null), "no such role", "__proto__", "constructor"],
  permissions: LISTS,
  inherits: ["true", 1, 0, null, {}, []],
  not_before: TIMES,
  expires_at: TIMES,
  allowed_networks: [...LISTS, "10.0.0.0/8", [], Array.from({ length: 51 }, (_, n) => `10.0.0.${n}`)],
  rate_limit: ["100/60", 100, true, [], [1, 60]],
  metadata: [
    "{}",
    1,
    null,
    [],
    { big: "x".repeat(4096) },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    nested(40),
  ],
  tags: [...LISTS, null, Array.from({ length: 21 }, () => "tag")],
};
const ENVIRONMENTS = ["", "LIVE", "live ", "prod", 1, true, null, ["live"], { live: 1 }];
const CREATE_ONLY = { org_id: IDS, project_id: IDS, owner_id: IDS, env: ENVIRONMENTS };
const UPDATE_ONLY = { enabled: ["true", 1, null, {}] };

const ENTRIES: readonly (readonly [object, string])[] = [
  [{ permissions: ["a:b", "A:b"] }, "permissions[1]"],
  [{ permissions: ["a:b", 7] }, "permissions[1]"],
  [{ permissions: ["a:b:c"] }, "permissions[0]"],
  [{ permissions: Array.from({ length: 101 }, () => "a:b") }, "permissions"],
  [{ tags: ["fine", "x".repeat(41)] }, "tags[1]"],
  [{ tags: [["nested"]] }, "tags[0]"],
  [{ allowed_networks: ["10.0.0.0/8", "10.0.0.1/8"] }, "allowed_networks[1]"],
  [{ allowed_networks: ["010.0.0.1"] }, "allowed_networks[0]"],
  [{ allowed_networks: ["::ffff:10.0.0.1"] }, "allowed_networks[0]"],
  [{ allowed_networks: [10] }, "allowed_networks[0]"],
  [{ allowed_networks: [["10.0.0.0/8"]] }, "allowed_networks[0]"],
  [{ rate_limit: { requests: 1 } }, "rate_limit.seconds"],
  [{ rate_limit: { requests: 0, seconds: 1 } }, "rate_limit.requests"],
  [{ rate_limit: { requests: 1.5, seconds: 1 } }, "rate_limit.requests"],
  [{ rate_limit: { requests: "1", seconds: 1 } }, "rate_limit.requests"],
  [{ rate_limit: { requests: 1_000_001, seconds: 1 } }, "rate_limit.requests"],
  [{ rate_limit: { requests: 1, seconds: 86_401 } }, "rate_limit.seconds"],
  [{ rate_limit: { requests: 1, seconds: null } }, "rate_limit.seconds"],
];

const UNKNOWN = [
  ["expiresAt", "2027-01-01T00:00:00Z"],
  ["orgId", "acme"],
  ["allowedNetworks", ["10.0.0.0/8"]],
  ["rateLimit", { requests: 1, seconds: 1 }],
  ["constructor", {}],
  ["no_such_field", 1],
] as const;

/** What only the server writes. */
const SERVER_ONLY = [
  "id",
  "number",
  "hint",
  "status",
  "revoked_at",
  "created_at",
  "created_by",
  "updated_at",
  "last_used_at",
  "version",
  "rotation",
  "overlap_ends_at",
  "digest",
  "sealed_token",
  "token",
];

export function badFields(setting: Setting): void {
  describe("a body with a wrong field", () => {
    const world = useWorld(setting);

    async function created(): Promise<string> {
      const { key } = await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      world().store.reset();
      return key.id;
    }

    it.each(Object.entries({ ...FIELDS, ...CREATE_ONLY }))(
      "is 400 on create, naming %s",
      async (field, values) => {
        for (const value of values) {
          const answer = await world()
            .as(operator)
            .post("/keys", { permissions: [], [field]: value, ...within(field) });
          expect([value, answer.status]).toEqual([value, isNullable(field, value) ? 201 : 400]);
          if (answer.status === 400)
            expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: field }] });
        }
      },
    );

    it.each(Object.entries({ ...FIELDS, ...UPDATE_ONLY }))(
      "is 400 on update, naming %s",
      async (field, values) => {
        const id = await created();
        for (const value of values.filter((each) => !isNullable(field, each))) {
          const answer = await world()
            .as(acmeAdmin)
            .patch(`/keys/${id}`, { [field]: value });
          expect([value, answer.status]).toEqual([value, 400]);
          expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path: field }] });
        }
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each(ENTRIES)("names the entry of a list: %j", async (body, path) => {
      const answer = await world()
        .as(acmeAdmin)
        .post("/keys", { permissions: [], ...body });

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_field", errors: [{ path }] });
      expect(world().store.writes()).toBe(0);
    });

    it.each(UNKNOWN)("is unknown_field for %s: %j", async (field, value) => {
      const id = await created();
      const answers = [
        await world()
          .as(acmeAdmin)
          .post("/keys", { permissions: [], [field]: value }),
        await world()
          .as(acmeAdmin)
          .patch(`/keys/${id}`, { [field]: value }),
      ];

      for (const answer of answers) {
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ code: "unknown_field", errors: [{ path: field }] });
      }
      expect(world().store.writes()).toBe(0);
    });

    it.each(SERVER_ONLY)("is unknown_field for %s, which only the server writes", async (field) => {
      const id = await created();
      const posted = await world()
        .as(operator)
        .post("/keys", { permissions: [], [field]: "x" });
      const patched = await world()
        .as(operator)
        .patch(`/keys/${id}`, { [field]: "x" });

      expect([posted.status, posted.body.code]).toEqual([400, "unknown_field"]);
      expect([patched.status, patched.body.code]).toEqual([400, "unknown_field"]);
    });

    it("is unknown_field for what a rate limit does not have", async () => {
      const answer = await world()
        .as(acmeAdmin)
        .post("/keys", { permissions: [], rate_limit: { requests: 1, seconds: 1, burst: 5 } });

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "unknown_field", errors: [{ path: "rate_limit.burst" }] });
    });

    it.each(["org_id", "project_id", "owner_id", "env"])(
      "is unknown_field for %s on update: a key does not move",
      async (field) => {
        const answer = await world()
          .as(operator)
          .patch(`/keys/${await created()}`, { [field]: "other" });

        expect([answer.status, answer.body.code]).toEqual([400, "unknown_field"]);
      },
    );

    it("says of a time how JSON writes it, not how core counts it", async () => {
      for (const time of ["1969-12-31T23:59:59.999Z", "soon", 0]) {
        const answer = await world().as(operator).post("/keys", { permissions: [], expires_at: time });
        expect(answer.body.detail).toContain("2027-01-01T00:00:00.000Z");
        expect(answer.body.errors).toHaveLength(1);
      }
    });

    it("names every field that is wrong, in the words of JSON", async () => {
      const answer = await world()
        .as(operator)
        .post("/keys", { name: "", expires_at: 1, tags: "ci", foo: 1 });

      expect(answer.body.code).toBe("unknown_field");
      const paths = answer.body.errors.map(({ path }) => path);
      expect(paths.sort()).toEqual(["expires_at", "foo", "name", "tags"]);
    });

    it("speaks of expires_at and not_before where core found the fault", async () => {
      const past = await world()
        .as(operator)
        .post("/keys", { permissions: [], expires_at: "2025-12-31T23:59:59.999Z" });
      const times = { not_before: "2027-01-01T00:00:00Z", expires_at: "2027-01-01T00:00:00Z" };
      const reversed = await world()
        .as(operator)
        .post("/keys", { permissions: [], ...times });
      const project = await world().as(operator).post("/keys", { permissions: [], project_id: "website" });

      expect(past.body).toMatchObject({ code: "invalid_field", errors: [{ path: "expires_at" }] });
      expect(reversed.body).toMatchObject({ code: "invalid_field", errors: [{ path: "expires_at" }] });
      expect(reversed.body.detail).toContain("not_before");
      expect(project.body).toMatchObject({ code: "invalid_field", errors: [{ path: "project_id" }] });
      expect(project.body.detail).toContain("org_id");
    });
  });
}

/** A project is checked within an organization. */
function within(field: string): object {
  return field === "project_id" ? { org_id: "acme" } : {};
}

function isNullable(field: string, value: unknown): boolean {
  return value === null && !["name", "inherits", "env", "tags", "metadata", "enabled"].includes(field);
}

function nested(depth: number): object {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}
