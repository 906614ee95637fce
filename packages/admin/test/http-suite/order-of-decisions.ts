import type { Actor } from "@latchkey/core";

import { acmeAdmin, acmeReader, operator, otherAdmin, powerless, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld, type Method } from "../world/world.js";

const CROSS_SITE = { "Sec-Fetch-Site": "cross-site" };
const FORM = { "Content-Type": "text/plain" };
const NO_TAG = { "If-Match": "7" };
const JSON_TYPE = { "Content-Type": "application/json" };

/** Holds the permission in `acme`, but its grant for the project, which comes first there, lacks it. */
const notInShop: Actor = {
  kind: "user",
  id: "u-1",
  grants: [
    { org: "acme", permissions: ["api-keys:*"], reach: "all" },
    { org: "acme", project: "shop", permissions: ["api-keys:read"], reach: "all" },
  ],
};
const noMore = user("u-2", { org: "acme", permissions: ["api-keys:*"] });

/** Each request is wrong in everything that comes after what its answer speaks of. */
const ORDER: readonly (readonly [
  code: string,
  status: number,
  Method,
  path: string,
  Actor | null,
  unknown,
  object,
])[] = [
  ["not_found", 404, "put", "/nothing", null, "{", { ...CROSS_SITE, ...FORM }],
  ["method_not_allowed", 405, "put", "/keys/1", null, "{", { ...CROSS_SITE, ...FORM }],
  ["cross_site_request", 403, "patch", "/keys/1", null, "{", { ...CROSS_SITE, ...FORM }],
  ["credentials_required", 401, "patch", "/keys/1", null, "{", FORM],
  ["unsupported_media_type", 415, "patch", "/keys/1", powerless, "{", FORM],
  ["invalid_request", 400, "patch", "/keys/1", powerless, "{", JSON_TYPE],
  ["insufficient_permissions", 403, "patch", "/keys/1", powerless, { unknown: 1 }, {}],
  ["not_found", 404, "patch", "/keys/1", otherAdmin, { unknown: 1 }, {}],
  ["insufficient_permissions", 403, "patch", "/keys/1", notInShop, { unknown: 1 }, {}],
  ["unknown_field", 400, "patch", "/keys/1", noMore, { unknown: 1 }, { "If-Match": '"7"' }],
  ["version_mismatch", 412, "patch", "/keys/1", noMore, { permissions: ["*:*"] }, { "If-Match": '"7"' }],
  ["ceiling_exceeded", 403, "patch", "/keys/1", noMore, { permissions: ["*:*"] }, {}],
  ["insufficient_permissions", 403, "patch", "/keys/1", powerless, { unknown: 1 }, NO_TAG],
  ["not_found", 404, "patch", "/keys/1", otherAdmin, { unknown: 1 }, NO_TAG],
  ["insufficient_permissions", 403, "patch", "/keys/1", notInShop, { unknown: 1 }, NO_TAG],
  ["invalid_request", 400, "patch", "/keys/1", noMore, { permissions: ["*:*"] }, NO_TAG],
  ["insufficient_permissions", 403, "get", "/keys/no-key?unknown", powerless, undefined, {}],
  ["insufficient_permissions", 403, "patch", "/keys/no-key", powerless, { unknown: 1 }, NO_TAG],
  ["insufficient_permissions", 403, "delete", "/keys/no-key?unknown", powerless, undefined, {}],
  ["not_found", 404, "get", "/keys/no-key?unknown", operator, undefined, {}],
  ["not_found", 404, "patch", "/keys/no-key", operator, { unknown: 1 }, NO_TAG],
  ["not_found", 404, "delete", "/keys/no-key?unknown", operator, undefined, {}],
  ["insufficient_permissions", 403, "get", "/keys?limit=x", powerless, undefined, {}],
  ["insufficient_permissions", 403, "get", "/keys/1?unknown", powerless, undefined, {}],
  ["not_found", 404, "get", "/keys/1?unknown", otherAdmin, undefined, {}],
  ["insufficient_permissions", 403, "post", "/keys", acmeReader, { unknown: 1 }, {}],
  ["invalid_field", 400, "post", "/keys", acmeAdmin, { org_id: "other", permissions: ["A"] }, {}],
  ["out_of_reach", 403, "post", "/keys", acmeAdmin, { org_id: "other", permissions: ["*:*"] }, {}],
  ["ceiling_exceeded", 403, "post", "/keys", acmeAdmin, { permissions: ["*:*"] }, {}],
];

const WRITES = [
  ["post", "/keys", { permissions: [] }],
  ["patch", "/keys/1", { name: "changed" }],
  ["delete", "/keys/1", undefined],
] as const;

export function orderOfDecisions(setting: Setting): void {
  describe("decisions", () => {
    const world = useWorld(setting);

    it.each(ORDER)(
      "say %s (%i) before all that comes after",
      async (code, status, method, path, actor, body, headers) => {
        await world().keyring.create({ orgId: "acme", projectId: "shop", permissions: [] }, setup);
        world().store.reset();
        const answer = await world()
          .as(actor)
          .send(method, path, body, headers as Record<string, string>);

        expect([answer.status, answer.body.code]).toEqual([status, code]);
        expect(answer.type).toBe("application/problem+json");
        expect(answer.headers["cache-control"]).toContain("no-store");
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each(WRITES)("refuse a read-only actor on %s %s", async (method, path, body) => {
      await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      world().store.reset();
      const answer = await world().as(acmeReader).send(method, path, body);

      expect([answer.status, answer.body.code]).toEqual([403, "insufficient_permissions"]);
      expect(world().store.writes()).toBe(0);
    });

    it.each([
      ["get", "/keys"],
      ["get", "/keys/1"],
      ["patch", "/keys/1"],
      ["delete", "/keys/1"],
      ["post", "/keys"],
      ["get", "/self"],
    ] as const)("are no-store when they allow, too: %s %s", async (method, path) => {
      await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      const body = { patch: { name: "x" }, post: { permissions: [] }, get: undefined, delete: undefined }[
        method
      ];
      const answer = await world().as(operator).send(method, path, body);

      expect(answer.status).toBeLessThan(300);
      expect(answer.headers["cache-control"]).toBe("no-store");
    });
  });
}
