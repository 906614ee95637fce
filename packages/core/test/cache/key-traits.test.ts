import { keyTraits } from "../../src/cache/key-traits.js";
import type { KeyRecord, RoleRecord } from "../../src/index.js";
import { sampleKey } from "../sample-key.js";
import { CUSTOM, ROLES } from "./cached.js";

function twoOf(fields: Partial<KeyRecord>, custom: RoleRecord | null, later = custom, other = fields) {
  const traitsOf = keyTraits(ROLES, 10);
  const read = (role: RoleRecord | null) => role && { ...role, permissions: [...role.permissions] };
  return [
    traitsOf(sampleKey({ number: 1, ...fields }), read(custom)),
    traitsOf(sampleKey({ number: 2, ...other }), read(later)),
  ] as const;
}

const OF_CUSTOM = { role: "c:r1", orgId: "acme", permissions: null };

describe("what keys have in common", () => {
  it.each<[string, Partial<KeyRecord>, RoleRecord | null]>([
    ["a built-in role", { role: "b:reader", permissions: null }, null],
    ["no role", { role: null, permissions: null }, null],
    ["the same permissions of their own", { permissions: ["a:read", "b:read"] }, null],
    ["a custom role, which is read with each of them", OF_CUSTOM, CUSTOM],
  ])("is made once for keys with %s", (_, fields, custom) => {
    const [one, other] = twoOf(fields, custom);
    expect(other.held.permissions).toBe(one.held.permissions);
    expect(other).toBe(one);
  });

  it.each<[string, Partial<KeyRecord>, Partial<RoleRecord>, string[]]>([
    ["other permissions", OF_CUSTOM, { permissions: ["tickets:write"] }, ["tickets:write"]],
    ["more permissions", OF_CUSTOM, { permissions: ["tickets:read", "a:b"] }, ["tickets:read", "a:b"]],
    ["no permissions", OF_CUSTOM, { permissions: [] }, []],
    ["another name", OF_CUSTOM, { name: "helpers" }, ["tickets:read"]],
    ["another organization", OF_CUSTOM, { orgId: "globex" }, []],
  ])("is not what was read of a custom role once it has %s, even in the same version", (_, of, now, held) => {
    const [, after] = twoOf(of, CUSTOM, { ...CUSTOM, ...now });
    expect([after.held.role, after.held.permissions]).toEqual([now.name ?? "support", held]);
  });

  it("is not shared by keys of other organizations than their custom role's", () => {
    const elsewhere = { ...OF_CUSTOM, orgId: "globex" };
    const [inside, outside] = twoOf(OF_CUSTOM, CUSTOM, CUSTOM, elsewhere);
    expect([inside.held.permissions, outside.held.permissions]).toEqual([["tickets:read"], []]);
    const [first, second] = twoOf(elsewhere, CUSTOM, CUSTOM, OF_CUSTOM);
    expect([first.held.permissions, second.held.permissions]).toEqual([[], ["tickets:read"]]);
  });

  it("is not shared by a key that inherits, nor by texts that look alike when they are put together", () => {
    const own = { permissions: ["a:read"], ownerId: "ann" };
    expect(twoOf(own, null, null, { ...own, inherits: true })[1].held.permissions).toEqual([]);
    const [, joined] = twoOf({ permissions: ["a:read", "b:read"] }, null, null, {
      permissions: ["a:read,b:read"],
    });
    expect(joined.held.permissions).toEqual(["a:read,b:read"]);
    const [, named] = twoOf({ permissions: ["a:read"] }, null, null, {
      role: '["a:read"]',
      permissions: null,
    });
    expect(named.held.permissions).toEqual([]);
  });

  it("has the networks of each key for itself, and shares the rest", () => {
    const near = { permissions: null, allowedNetworks: ["10.0.0.0/8"] };
    const [one, other] = twoOf(near, null, null, { permissions: null, allowedNetworks: null });
    expect([one.networks?.has("10.1.1.1"), one.networks?.has("192.0.2.1")]).toEqual([true, false]);
    expect(other.networks).toBeNull();
    expect(other.held).toBe(one.held);
  });
});
