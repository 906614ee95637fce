import type { Actor } from "@latchkey/core";

import { acmeAdmin, acmeReader, operator, otherAdmin, powerless, user } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld, type Method } from "../world/world.js";

const CROSS_SITE = { "Sec-Fetch-Site": "cross-site" };
const FORM = { "Content-Type": "text/plain" };
const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };
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
/** The same without the permission to read there. */
const blindInShop: Actor = {
  kind: "user",
  id: "u-1",
  grants: [
    { org: "acme", permissions: ["api-keys:*"], reach: "all" },
    { org: "acme", project: "shop", permissions: ["api-keys:update"], reach: "all" },
  ],
};
const STRONG_ROLE = { name: "strong", permissions: ["*:*"] };
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
  ...["rotate", "end-overlap", "reveal"].flatMap((act) => orderOnKey(`/keys/1/${act}`)),
  ["not_found", 404, "get", "/keys/1/usage?unknown", otherAdmin, undefined, {}],
  ["insufficient_permissions", 403, "get", "/keys/1/usage?unknown", powerless, undefined, {}],
  ["insufficient_permissions", 403, "get", "/keys/1/usage?unknown", blindInShop, undefined, {}],
  ["unknown_field", 400, "get", "/keys/1/usage?unknown", noMore, undefined, {}],
  ["ceiling_exceeded", 403, "post", "/keys/2/rotate", noMore, { overlap: 0 }, {}],
  ["invalid_field", 400, "post", "/keys/2/rotate", noMore, { overlap: "0" }, {}],
  ["ceiling_exceeded", 403, "post", "/keys/2/reveal", noMore, {}, {}],
  ["insufficient_permissions", 403, "get", "/changes?unknown", powerless, undefined, {}],
  ["insufficient_permissions", 403, "get", "/changes/verification?unknown", acmeReader, undefined, {}],
  ["insufficient_permissions", 403, "get", "/roles?unknown", powerless, undefined, {}],
  ["cross_site_request", 403, "post", "/roles", null, "{", { ...CROSS_SITE, ...FORM }],
  ["credentials_required", 401, "post", "/roles", null, "{", FORM],
  ["unsupported_media_type", 415, "post", "/roles", powerless, "{", FORM],
  ["invalid_request", 400, "post", "/roles", powerless, "{", JSON_TYPE],
  ["insufficient_permissions", 403, "post", "/roles", acmeReader, { unknown: 1 }, {}],
  ["unknown_field", 400, "post", "/roles", acmeAdmin, { org_id: "other", unknown: 1 }, {}],
  ["out_of_reach", 403, "post", "/roles", acmeAdmin, { ...STRONG_ROLE, org_id: "other" }, {}],
  ["ceiling_exceeded", 403, "post", "/roles", acmeAdmin, STRONG_ROLE, {}],
  ["method_not_allowed", 405, "get", "/introspect?unknown", null, undefined, CROSS_SITE],
  ["cross_site_request", 403, "post", "/introspect", null, "{", { ...CROSS_SITE, ...FORM }],
  ["credentials_required", 401, "post", "/introspect", null, "{", FORM],
  ["unsupported_media_type", 415, "post", "/introspect", powerless, "{", FORM],
  ["invalid_request", 400, "post", "/introspect", powerless, "{", JSON_TYPE],
  ["invalid_request", 400, "post", "/introspect", powerless, "token", FORM_TYPE],
  ["insufficient_permissions", 403, "post", "/introspect", acmeReader, "a=b", FORM_TYPE],
  ["insufficient_permissions", 403, "post", "/introspect", acmeReader, { unknown: 1 }, {}],
  ["unknown_field", 400, "post", "/introspect", acmeAdmin, "token=x&a=b", FORM_TYPE],
  ["insufficient_permissions", 403, "patch", "/roles/no-role", acmeReader, { unknown: 1 }, {}],
  ["not_found", 404, "patch", "/roles/no-role", operator, { unknown: 1 }, {}],
  ["insufficient_permissions", 403, "delete", "/roles/no-role?unknown", acmeReader, undefined, {}],
  ["not_found", 404, "delete", "/roles/no-role?unknown", operator, undefined, {}],
  ["insufficient_permissions", 403, "get", "/roles/no-role?unknown", powerless, undefined, {}],
  ["not_found", 404, "get", "/roles/no-role?unknown", operator, undefined, {}],
];

/** What every change of a key without fields of its own is refused for, one after the other. */
function orderOnKey(path: string): typeof ORDER {
  return [
    ["method_not_allowed", 405, "patch", path, null, "{", { ...CROSS_SITE, ...FORM }],
    ["cross_site_request", 403, "post", path, null, "{", { ...CROSS_SITE, ...FORM }],
    ["credentials_required", 401, "post", path, null, "{", FORM],
    ["unsupported_media_type", 415, "post", path, powerless, "{", FORM],
    ["invalid_request", 400, "post", path, powerless, "{", JSON_TYPE],
    ["insufficient_permissions", 403, "post", path, powerless, { unknown: 1 }, {}],
    ["not_found", 404, "post", path, otherAdmin, { unknown: 1 }, {}],
    ["insufficient_permissions", 403, "post", path, notInShop, { unknown: 1 }, {}],
    ["unknown_field", 400, "post", path, noMore, { unknown: 1 }, {}],
    ["unknown_field", 400, "post", `${path}?unknown`, noMore, undefined, {}],
  ];
}

export function orderOfDecisions(setting: Setting): void {
  describe("decisions", () => {
    const world = useWorld(setting);

    it.each(ORDER)(
      "say %s (%i) before all that comes after",
      async (code, status, method, path, actor, body, headers) => {
        await world().keyring.create({ orgId: "acme", projectId: "shop", permissions: [] }, setup);
        await world().keyring.create({ orgId: "acme", projectId: "shop", permissions: ["*:*"] }, setup);
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
  });
}
