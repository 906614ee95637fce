import {
  builtInRole,
  effectivePermissions,
  roleName,
  rolePermissions,
  type Roles,
} from "../../src/permissions/roles.js";

const ROLES: Roles = { reader: ["bundles:read"], writer: ["bundles:read", "bundles:write"], nobody: [] };
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

describe("a role reference", () => {
  it("keeps built-in roles apart from custom ones, whatever their names", () => {
    expect(builtInRole("reader")).toBe("b:reader");
    expect(roleName("b:reader")).toBe("reader");
    expect(roleName(builtInRole("b:odd"))).toBe("b:odd");
    expect(roleName("c:reader")).toBeNull();
    expect(roleName("reader")).toBeNull();
    expect(roleName(null)).toBeNull();
  });
});

describe("what a role grants", () => {
  it("is its permissions", () => expect(rolePermissions(ROLES, "reader")).toEqual(["bundles:read"]));

  it("is nothing without a role, for an empty one, and for one that is gone", () => {
    for (const name of [null, undefined, "", "nobody", "gone", "READER", "b:reader"]) {
      expect(rolePermissions(ROLES, name)).toEqual([]);
    }
  });

  it.each(INHERITED)("is nothing by the name of something every object has: %s", (name) => {
    expect(rolePermissions(ROLES, name)).toEqual([]);
    expect(effectivePermissions(ROLES, { role: builtInRole(name), permissions: null })).toEqual([]);
  });
});

describe("effective permissions", () => {
  it("are the role's and the own ones, each once", () => {
    const key = { role: "b:writer", permissions: ["bundles:write", "logs:read"] };
    expect(effectivePermissions(ROLES, key)).toEqual(["bundles:read", "bundles:write", "logs:read"]);
  });

  it("are none of neither, and none of a custom role, which this keyring does not know", () => {
    expect(effectivePermissions(ROLES, { role: null, permissions: null })).toEqual([]);
    expect(effectivePermissions(ROLES, { role: null, permissions: [] })).toEqual([]);
    expect(effectivePermissions(ROLES, { role: "c:reader", permissions: [] })).toEqual([]);
  });

  it("are a list of their own", () => {
    expect(effectivePermissions(ROLES, { role: "b:reader", permissions: null })).not.toBe(ROLES["reader"]);
  });
});
