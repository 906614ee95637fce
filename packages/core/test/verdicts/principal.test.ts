import { inspect } from "node:util";

import { apiKeyPrincipal, held } from "../../src/verdicts/principal.js";
import { sampleKey } from "../sample-key.js";

const key = sampleKey({ role: "b:reader", digest: "the digest", sealedToken: "the seal" });
const HELD = held(["bundles:read", "logs:*"], "reader");

describe("a principal", () => {
  it("can what it holds", () => {
    const { can } = apiKeyPrincipal(key, HELD);
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

  it("can nothing where it holds nothing", () => {
    const { can, permissions } = apiKeyPrincipal(key, held([], null));
    expect([can("bundles:read"), can("*:*"), permissions]).toEqual([false, false, []]);
  });

  it("is frozen, and so is the list of its permissions", () => {
    const principal = apiKeyPrincipal(key, HELD);
    expect(() => Object.assign(principal, { orgId: "other" })).toThrow(TypeError);
    expect(() => Object.assign(principal, { can: () => true })).toThrow(TypeError);
    expect(() => Object.assign(principal.permissions, { 0: "*:*" })).toThrow(TypeError);
  });

  it("is not changed by what later happens to the list of what it holds", () => {
    const permissions = ["logs:read"];
    const principal = apiKeyPrincipal(key, held(permissions, null));
    permissions.push("*:*");
    expect(principal.can("bundles:write")).toBe(false);
  });

  it("has nothing that a token is checked by", () => {
    const principal = apiKeyPrincipal(key, HELD);
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
