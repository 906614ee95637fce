import {
  effectivePermissions,
  nameOfRole,
  type Holder,
} from "../../src/permissions/effective-permissions.js";
import type { RoleRecord } from "../../src/roles/role-record.js";

const ROLES = { writer: ["bundles:read", "bundles:write"] };
const OPS: RoleRecord = {
  id: "0123456789abcdef",
  orgId: "a",
  name: "ops",
  description: "",
  permissions: ["logs:read"],
  createdAt: 0,
  updatedAt: 0,
  version: 1,
};
const ANN = { active: true, permissions: ["owners:own"] };
const PLAIN: Holder = { role: null, permissions: null, inherits: false, ownerId: "ann", orgId: "a" };

function held(key: Partial<Holder>, custom: RoleRecord | null = OPS, owner: typeof ANN | null = ANN) {
  return effectivePermissions({ ...PLAIN, ...key }, { roles: ROLES, custom, owner });
}

describe("effective permissions", () => {
  it("are the role's and the own ones, each once", () => {
    const permissions = ["bundles:write", "x:y"];
    expect(held({ role: "b:writer", permissions })).toEqual(["bundles:read", "bundles:write", "x:y"]);
    expect(held({ role: `c:${OPS.id}`, permissions: ["logs:read"] })).toEqual(["logs:read"]);
  });

  it("are none of neither, and none of a built-in role that is gone or of something every object has", () => {
    for (const role of [null, "b:gone", "b:toString", "b:__proto__"]) expect(held({ role })).toEqual([]);
  });

  it("are none of a custom role that is gone, is another one, or is of another organization", () => {
    const role = `c:${OPS.id}`;
    expect(held({ role }, null)).toEqual([]);
    expect(held({ role: "c:fedcba9876543210" })).toEqual([]);
    for (const orgId of ["b", "A", null]) expect(held({ role, orgId })).toEqual([]);
  });

  it("are the owner's, and nothing besides, of a key that inherits, while the owner is active", () => {
    const inherits = { inherits: true, role: "b:writer", permissions: ["x:y"] };
    expect(held(inherits)).toEqual(["owners:own"]);
    expect(held(inherits, null, { ...ANN, active: false })).toEqual([]);
    expect(held(inherits, null, null)).toEqual([]);
    expect(held({ permissions: ["x:y"] })).toEqual(["x:y"]);
  });
});

it("the name of a key's role is that of a built-in one, that of a custom one, or null", () => {
  expect(nameOfRole({ role: "b:writer" }, null)).toBe("writer");
  expect(nameOfRole({ role: `c:${OPS.id}` }, OPS)).toBe("ops");
  expect(nameOfRole({ role: `c:${OPS.id}` }, null)).toBeNull();
  expect(nameOfRole({ role: null }, null)).toBeNull();
});
