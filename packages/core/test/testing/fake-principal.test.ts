import { fakePrincipal } from "../../src/testing/index.js";

describe("fakePrincipal", () => {
  it("is a key without owner, organization and permissions unless the test says more", () => {
    const { can, ...fields } = fakePrincipal();
    expect(fields).toEqual({
      kind: "api-key",
      id: "0000000000000001",
      keyId: "0000000000000001",
      number: 1,
      name: "API key 1",
      ownerId: null,
      orgId: null,
      projectId: null,
      env: "live",
      permissions: [],
      role: null,
    });
    expect(can("bundles:read")).toBe(false);
  });

  it("has the fields it is given, and the id as its key's", () => {
    const given = { id: "k", orgId: "acme", projectId: "site", ownerId: "ada", role: "reader", number: 7 };
    expect(fakePrincipal(given)).toMatchObject({ ...given, keyId: "k" });
  });

  it("can what its permissions cover, with their wildcards", () => {
    const principal = fakePrincipal({ permissions: ["bundles:*", "apps:read"] });
    const asked = ["bundles:read", "bundles:write", "apps:read", "apps:write", "bundles"];
    expect(asked.filter((permission) => principal.can(permission))).toEqual([
      "bundles:read",
      "bundles:write",
      "apps:read",
    ]);
  });

  it("is frozen, and keeps a copy of the permissions", () => {
    const permissions = ["bundles:read"];
    const principal = fakePrincipal({ permissions });
    permissions.push("bundles:write");
    expect([Object.isFrozen(principal), Object.isFrozen(principal.permissions)]).toEqual([true, true]);
    expect(principal.permissions).toEqual(["bundles:read"]);
    expect(principal.can("bundles:write")).toBe(false);
  });

  it.each([
    [{ orgID: "acme" }, "option `orgID` is unknown; did you mean `orgId`?"],
    [{ scope: "acme" }, "option `scope` is unknown"],
    [{ can: () => true }, "option `can` is unknown"],
    [{ permissions: ["Bundles:read"] }, "option `permissions` must be a list of permissions"],
    [{ permissions: "bundles:read" }, "option `permissions` must be a list of permissions"],
  ])("refuses %j", (fields, message) => {
    expect(() => fakePrincipal(fields as never)).toThrow(message);
  });

  it("is typed: no such field, no text for a number", () => {
    // @ts-expect-error -- the field is orgId
    expect(() => fakePrincipal({ org: "acme" })).toThrow();
    // @ts-expect-error -- a key's number is a number
    fakePrincipal({ number: "1" });
  });
});
