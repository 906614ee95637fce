import { cachedKey } from "../../src/cache/cached-key.js";
import type { RoleRecord } from "../../src/index.js";
import { sampleKey } from "../sample-key.js";

const ROLES = { reader: ["bundles:read"] };
const CUSTOM: RoleRecord = {
  id: "r1",
  orgId: "acme",
  name: "support",
  description: "",
  permissions: ["tickets:read"],
  createdAt: 0,
  updatedAt: 0,
  version: 1,
};

function held(fields: Parameters<typeof sampleKey>[0], custom: RoleRecord | null = null) {
  const { principal } = cachedKey(ROLES, sampleKey(fields), custom).accepted({
    active: true,
    permissions: ["owner:read"],
  });
  return [principal.role, principal.permissions];
}

describe("what a key holds", () => {
  it("is its role's and its own permissions, each once", () => {
    expect(held({ role: "b:reader", permissions: ["logs:read", "bundles:read"] })).toEqual([
      "reader",
      ["bundles:read", "logs:read"],
    ]);
  });

  it("is nothing by a built-in or a custom role that is gone", () => {
    expect(held({ role: "b:gone", permissions: null })).toEqual(["gone", []]);
    expect(held({ role: "c:r1", orgId: "acme", permissions: null })).toEqual([null, []]);
  });

  it("is a custom role's permissions in exactly its organization", () => {
    expect(held({ role: "c:r1", orgId: "acme", permissions: null }, CUSTOM)).toEqual([
      "support",
      ["tickets:read"],
    ]);
    expect(held({ role: "c:r1", orgId: "globex", permissions: null }, CUSTOM)[1]).toEqual([]);
    expect(held({ role: "c:r1", orgId: null, permissions: null }, CUSTOM)[1]).toEqual([]);
  });

  it("is its owner's permissions, and nothing else, when it inherits", () => {
    const inherits = { inherits: true, ownerId: "ann", permissions: null };
    expect(held(inherits)).toEqual([null, ["owner:read"]]);
    expect(cachedKey(ROLES, sampleKey(inherits), null).accepted(null).principal.permissions).toEqual([]);
  });

  it("follows its owner, and stays one and the same verdict while the owner does", () => {
    const key = cachedKey(ROLES, sampleKey({ inherits: true, ownerId: "ann", permissions: null }), null);
    const [before, after] = [["a:read"], ["a:write"]].map((permissions) => ({ active: true, permissions }));
    const verdict = key.accepted(before ?? null);
    expect(key.accepted(before ?? null)).toBe(verdict);
    expect(key.accepted(after ?? null).principal.permissions).toEqual(["a:write"]);
  });

  it("has nothing to do with the owner of a key that does not inherit", () => {
    const key = cachedKey(ROLES, sampleKey({ ownerId: "ann", permissions: ["a:read"] }), null);
    const verdict = key.accepted({ active: true, permissions: ["*:*"] });
    expect(verdict.principal.permissions).toEqual(["a:read"]);
    expect(key.accepted({ active: true, permissions: [] })).toBe(verdict);
  });
});
