import { checkedPolicy, type PolicyOptions } from "../../src/policy/policy.js";

const ROLES = { reader: ["bundles:read"] };

describe("the policy", () => {
  it("bounds keys in a project and nothing else unless it is told to", () => {
    expect(checkedPolicy({}, ROLES)).toEqual({
      maxKeysPerProject: 50,
      maxKeysPerOrg: null,
      maxKeysPerOwner: null,
      expiryRequired: false,
      minLifetime: 0,
      maxLifetime: null,
      overlap: 86_400,
      defaultGrant: null,
    });
  });

  it.each<PolicyOptions>([
    { maxKeysPerProject: null },
    { maxKeysPerProject: 1, maxKeysPerOrg: 1, maxKeysPerOwner: 1 },
    { minLifetime: 60, maxLifetime: 60 },
    { overlap: 0 },
    { overlap: 2_592_000 },
    { defaultGrant: { role: "reader" } },
    { defaultGrant: { permissions: [] } },
    { defaultGrant: { role: "reader", permissions: ["a:b"] } },
  ])("may be %j", (policy) => expect(checkedPolicy(policy, ROLES)).toMatchObject(policy));

  it.each<[object, string]>([
    [{ maxKeysPerProject: 0 }, "policy.maxKeysPerProject"],
    [{ maxKeysPerOrg: 1.5 }, "policy.maxKeysPerOrg"],
    [{ maxKeysPerOwner: "5" }, "policy.maxKeysPerOwner"],
    [{ expiryRequired: 1 }, "policy.expiryRequired"],
    [{ minLifetime: -1 }, "policy.minLifetime"],
    [{ maxLifetime: 0 }, "policy.maxLifetime"],
    [{ minLifetime: 61, maxLifetime: 60 }, "policy.maxLifetime"],
    [{ overlap: 2_592_001 }, "policy.overlap"],
    [{ overlap: NaN }, "policy.overlap"],
    [{ defaultGrant: {} }, "policy.defaultGrant"],
    [{ defaultGrant: { role: "gone" } }, "policy.defaultGrant.role"],
    [{ defaultGrant: { role: "constructor" } }, "policy.defaultGrant.role"],
    [{ defaultGrant: { permissions: ["A"] } }, "policy.defaultGrant.permissions"],
    [{ defaultGrant: { inherits: true } }, "inherits"],
    [{ maxKeys: 5 }, "maxKeys"],
  ])("may not be %j, and says which option", (policy, option) =>
    expect(() => checkedPolicy(policy, ROLES)).toThrow(`option \`${option}\``),
  );
});
