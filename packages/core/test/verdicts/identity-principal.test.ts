import { identityPrincipal, keyActor, type IdentityFields, type LatchkeyError } from "../../src/index.js";

const FIELDS: IdentityFields = {
  ownerId: "u-17",
  orgId: "acme",
  projectId: "web",
  permissions: ["bundles:read"],
  name: "Ana",
};

describe("the principal of an identity server's token", () => {
  it("is the person, with what the token grants, and without a key", () => {
    const principal = identityPrincipal(FIELDS);
    const { can, ...fields } = principal;
    expect(fields).toEqual({
      kind: "identity",
      id: "u-17",
      ownerId: "u-17",
      orgId: "acme",
      projectId: "web",
      permissions: ["bundles:read"],
      name: "Ana",
    });
    expect(["bundles:read", "bundles:write", "*:*", "nonsense"].map(can)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(principal.keyId).toBeUndefined();
  });

  it("holds nothing and is nowhere where the token says nothing", () => {
    const { orgId, projectId, permissions, name } = identityPrincipal({ ownerId: "u-17" });
    expect([orgId, projectId, permissions, name]).toEqual([null, null, [], null]);
  });

  it("is frozen, and does not change with the list it was made of", () => {
    const permissions = ["bundles:read"];
    const principal = identityPrincipal({ ownerId: "u-17", permissions });
    permissions.push("*:*");
    expect(principal.can("a:b")).toBe(false);
    expect(() => Object.assign(principal, { orgId: "other" })).toThrow(TypeError);
    expect(() => Object.assign(principal.permissions, { 0: "*:*" })).toThrow(TypeError);
  });

  it.each<[string, unknown, string]>([
    ["no owner", {}, "ownerId"],
    ["an owner for all", { ownerId: "*" }, "ownerId"],
    ["an owner with a space at its end", { ownerId: "u " }, "ownerId"],
    ["an organization for all", { ...FIELDS, orgId: "*" }, "orgId"],
    ["an organization that is no text", { ...FIELDS, orgId: { toString: () => "acme" } }, "orgId"],
    ["a project of no organization", { ...FIELDS, orgId: null }, "projectId"],
    ["a permission out of the grammar", { ...FIELDS, permissions: ["a:b", "ALL"] }, "permissions"],
    ["too many permissions", { ...FIELDS, permissions: Array<string>(101).fill("a:b") }, "permissions"],
    ["an unknown field", { ...FIELDS, role: "admin" }, "role"],
  ])("is not made of %s", (_, fields, field) => {
    const made = () => identityPrincipal(fields as IdentityFields);
    let fault: LatchkeyError | undefined;
    try {
      made();
    } catch (error) {
      fault = error as LatchkeyError;
    }
    expect([fault?.name, fault?.errors?.[0]?.path[0]]).toEqual(["LatchkeyError", field]);
  });
});

describe("the actor for it", () => {
  it("is a user with one grant, of its place and permissions, that reaches the user's own keys", () => {
    expect(keyActor(identityPrincipal(FIELDS), { address: "192.0.2.7", requestId: "r-1" })).toEqual({
      kind: "user",
      id: "u-17",
      name: "Ana",
      grants: [{ org: "acme", project: "web", permissions: ["bundles:read"], reach: "own" }],
      address: "192.0.2.7",
      requestId: "r-1",
    });
  });

  it("is never a key, whatever else an object of that kind has", () => {
    const principal = { ...identityPrincipal(FIELDS), keyId: "0000000000000001" } as never;
    expect(keyActor(principal)).toMatchObject({ kind: "user", id: "u-17" });
  });

  it("reaches keys without an organization alone where the token names none", () => {
    expect(keyActor(identityPrincipal({ ownerId: "u-17" }))).toEqual({
      kind: "user",
      id: "u-17",
      grants: [{ org: null, project: null, permissions: [], reach: "own" }],
    });
  });
});
