import { inspect } from "node:util";

import { apiKeyPrincipal } from "../../src/verification/principal.js";
import { sampleKey } from "../sample-key.js";

const ROLES = { reader: ["bundles:read"] };
const key = sampleKey({
  role: "b:reader",
  permissions: ["logs:*"],
  digest: "the digest",
  sealedToken: "the seal",
});

describe("a principal", () => {
  it("can what its role and its own permissions say", () => {
    const { can } = apiKeyPrincipal(key, ROLES);
    const can2 = [
      "bundles:read",
      "logs:write",
      "logs:*",
      "bundles:write",
      "*:*",
      "nonsense",
      "__proto__:x",
    ].map(can);
    expect(can2).toEqual([true, true, true, false, false, false, false]);
  });

  it("can nothing by a role that is gone or by an empty list", () => {
    const gone = apiKeyPrincipal(sampleKey({ role: "b:gone", permissions: null }), ROLES);
    const empty = apiKeyPrincipal(sampleKey({ permissions: [] }), ROLES);
    for (const { can, permissions } of [gone, empty]) {
      expect([can("bundles:read"), can("*:*"), permissions]).toEqual([false, false, []]);
    }
  });

  it("is frozen, and so is the list of its permissions", () => {
    const principal = apiKeyPrincipal(key, ROLES);
    expect(() => Object.assign(principal, { orgId: "other" })).toThrow(TypeError);
    expect(() => Object.assign(principal, { can: () => true })).toThrow(TypeError);
    expect(() => Object.assign(principal.permissions, { 0: "*:*" })).toThrow(TypeError);
    expect(ROLES.reader).toEqual(["bundles:read"]);
  });

  it("is not changed by what later happens to the record's lists", () => {
    const permissions = ["logs:read"];
    const principal = apiKeyPrincipal(sampleKey({ permissions }), ROLES);
    permissions.push("*:*");
    expect(principal.can("bundles:write")).toBe(false);
  });

  it("has nothing that a token is checked by", () => {
    const principal = apiKeyPrincipal(key, ROLES);
    expect(inspect(principal, { depth: 10, showHidden: true })).not.toMatch(/the digest|the seal/);
    expect(Object.keys(principal).sort()).toEqual([
      "can",
      "env",
      "id",
      "keyId",
      "kind",
      "name",
      "number",
      "orgId",
      "ownerId",
      "permissions",
      "projectId",
      "role",
    ]);
  });
});
