import { builtInRole, customRole, roleOf, rolePermissions, type Roles } from "../../src/permissions/roles.js";

const ROLES: Roles = { reader: ["bundles:read"], writer: ["bundles:read", "bundles:write"], nobody: [] };
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

describe("a role reference", () => {
  it("keeps built-in roles apart from custom ones, whatever their names", () => {
    expect(builtInRole("reader")).toBe("b:reader");
    expect(roleOf(builtInRole("c:odd"))).toEqual({ kind: "built-in", name: "c:odd" });
    expect(roleOf(builtInRole("b:odd"))).toEqual({ kind: "built-in", name: "b:odd" });
    expect(roleOf(customRole("b:odd"))).toEqual({ kind: "custom", id: "b:odd" });
  });

  it.each(["reader", "x:reader", "B:reader", "", "b", "bb:reader"])(
    "without its mark means no role: %p",
    (text) => {
      expect(roleOf(text)).toEqual({ kind: "custom", id: "" });
    },
  );
});

describe("what a built-in role grants", () => {
  it("is its permissions", () => expect(rolePermissions(ROLES, "reader")).toEqual(["bundles:read"]));

  it("is nothing without a role, for an empty one, and for one that is gone", () => {
    for (const name of [null, undefined, "", "nobody", "gone", "READER", "b:reader"]) {
      expect(rolePermissions(ROLES, name)).toEqual([]);
    }
  });

  it.each(INHERITED)("is nothing by the name of something every object has: %s", (name) => {
    expect(rolePermissions(ROLES, name)).toEqual([]);
  });
});
