import { keyTraits } from "../../src/cache/key-traits.js";
import type { KeyRecord, RoleRecord } from "../../src/index.js";
import { cached, CUSTOM, ROLES } from "./cached.js";

function held(fields: Partial<KeyRecord>, custom: RoleRecord | null = null) {
  const { principal } = cached(fields, custom).accepted({
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
    expect(cached(inherits).accepted(null).principal.permissions).toEqual([]);
  });

  it("follows its owner, and stays one and the same verdict while the owner does", () => {
    const key = cached({ inherits: true, ownerId: "ann", permissions: null });
    const [before, after] = [["a:read"], ["a:write"]].map((permissions) => ({ active: true, permissions }));
    const verdict = key.accepted(before ?? null);
    expect(key.accepted(before ?? null)).toBe(verdict);
    expect(key.accepted(after ?? null).principal.permissions).toEqual(["a:write"]);
  });

  it("has nothing to do with the owner of a key that does not inherit", () => {
    const key = cached({ ownerId: "ann", permissions: ["a:read"] });
    const verdict = key.accepted({ active: true, permissions: ["*:*"] });
    expect(verdict.principal.permissions).toEqual(["a:read"]);
    expect(key.accepted({ active: true, permissions: [] })).toBe(verdict);
  });
});

describe("the verdict of a key", () => {
  it("is remembered by the keys that were accepted last, ten thousand at most", () => {
    const traitsOf = keyTraits(ROLES, 1_000_000);
    const keys = Array.from({ length: 10_005 }, (_, index) => cached({ number: index + 1 }, null, traitsOf));
    for (const key of keys) key.accepted(null);
    const remembering = keys.map(({ remembered }) => remembered !== null);
    expect(remembering.indexOf(true)).toBe(5);
    expect(remembering.filter(Boolean)).toHaveLength(10_000);
  });

  it("is as good when it is made anew", () => {
    const traitsOf = keyTraits(ROLES, 1);
    const [one, other] = [1, 2].map((number) => cached({ number, role: "b:reader" }, null, traitsOf));
    const verdict = one?.accepted(null);
    other?.accepted(null);
    expect(one?.remembered).toBeNull();
    expect(one?.accepted(null)).toEqual(verdict);
    expect(one?.accepted(null).principal).toBe(one?.accepted(null).principal);
  });

  it("holds on to nothing when its key is let go, though its turn to be forgotten has not come", () => {
    const added: object[] = [];
    const traitsOf = keyTraits(ROLES, 10);
    const recent = { add: (verdict: object) => void added.push(verdict) };
    const key = cached({}, null, (record, custom) => ({ ...traitsOf(record, custom), recent }));
    key.accepted(null);
    expect(added).toEqual([key.remembered]);
    key.letGo();
    expect(key.remembered).toBeNull();
    expect(added).toMatchObject([{ owner: null, verdict: null }]);
    expect(key.accepted(null).ok).toBe(true);
  });

  it("is not remembered without a cache", () => {
    const key = cached({}, null, keyTraits(ROLES, 0));
    expect(key.accepted(null).ok).toBe(true);
    expect(key.remembered).toBeNull();
  });

  it("is not to be changed", () => {
    const verdict = cached({}).accepted(null);
    expect(() => Object.assign(verdict, { principal: null })).toThrow(TypeError);
  });
});
