import { checkTogether } from "../../src/keys/check-together.js";
import { checkedCreate } from "../../src/keys/create-input.js";
import { checkedList } from "../../src/keys/list-input.js";
import { checkedUpdate } from "../../src/keys/update-input.js";
import type { LatchkeyError } from "../../src/latchkey-error.js";

const NOW = Date.UTC(2026, 0, 1);

const create = (input: unknown) => checkedCreate(input);
const update = (input: unknown) => checkedUpdate(input);

/** Code and paths of what a check throws; "right" when it throws nothing. */
function outcome(check: () => unknown): unknown {
  try {
    check();
    return "right";
  } catch (error) {
    const { code, errors = [] } = error as LatchkeyError;
    return [code, ...errors.map(({ path }) => path.join("."))];
  }
}

const permissions = (count: number) => Array.from({ length: count }, (_, index) => `a:p${index}`);
const networks = (count: number) => Array.from({ length: count }, (_, index) => `10.0.0.${index}`);
const tags = (count: number) => Array.from({ length: count }, (_, index) => `tag ${index}`);

describe.each([
  ["creating", create],
  ["updating", update],
])("the input for %s", (_, check) => {
  it.each<object>([
    {},
    { name: "a" },
    { role: "reader" },
    { role: null, permissions: null, notBefore: null, expiresAt: null },
    { permissions: [] },
    { permissions: permissions(100) },
    { tags: tags(20) },
    { tags: [] },
    { notBefore: 0, expiresAt: NOW + 1 },
    { metadata: { a: { b: [1] } } },
    { inherits: true },
    { inherits: false },
    { allowedNetworks: null },
    { allowedNetworks: ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"] },
    { allowedNetworks: networks(50) },
    { rateLimit: null },
    { rateLimit: { requests: 1, seconds: 1 } },
    { rateLimit: { seconds: 86_400, requests: 1_000_000 } },
  ])("may be %.60j", (input) => expect(outcome(() => check(input))).toBe("right"));

  it.each<[object, unknown[]]>([
    [{ name: "a".repeat(101) }, ["invalid_field", "name"]],
    [{ name: null }, ["invalid_field", "name"]],
    [{ name: 1 }, ["invalid_field", "name"]],
    [{ role: "" }, ["invalid_field", "role"]],
    [{ role: "a".repeat(65) }, ["invalid_field", "role"]],
    [{ role: ["reader"] }, ["invalid_field", "role"]],
    [{ permissions: permissions(101) }, ["invalid_field", "permissions"]],
    [{ permissions: "a:b" }, ["invalid_field", "permissions"]],
    [{ permissions: ["a:b", "a"] }, ["invalid_field", "permissions.1"]],
    [{ tags: tags(21) }, ["invalid_field", "tags"]],
    [{ tags: null }, ["invalid_field", "tags"]],
    [{ notBefore: -1 }, ["invalid_field", "notBefore"]],
    [{ expiresAt: "2027-01-01" }, ["invalid_field", "expiresAt"]],
    [{ metadata: null }, ["invalid_field", "metadata"]],
    [{ metadata: [] }, ["invalid_field", "metadata"]],
    [{ id: "7Fq2mX0cRt9aLw4Z" }, ["unknown_field", "id"]],
    [{ digest: "sha256$x" }, ["unknown_field", "digest"]],
    [{ createdBy: "user:a" }, ["unknown_field", "createdBy"]],
    [{ revokedAt: null }, ["unknown_field", "revokedAt"]],
    [{ version: 1 }, ["unknown_field", "version"]],
    [{ inherits: "true" }, ["invalid_field", "inherits"]],
    [{ inherits: null }, ["invalid_field", "inherits"]],
    [{ allowedNetworks: [] }, ["invalid_field", "allowedNetworks"]],
    [{ allowedNetworks: networks(51) }, ["invalid_field", "allowedNetworks"]],
    [{ allowedNetworks: "10.0.0.0/8" }, ["invalid_field", "allowedNetworks"]],
    [{ allowedNetworks: ["10.0.0.0/8", "010.0.0.0/8"] }, ["invalid_field", "allowedNetworks.1"]],
    [{ allowedNetworks: ["10.0.0.1/8"] }, ["invalid_field", "allowedNetworks.0"]],
    [{ rateLimit: { requests: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { seconds: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 0, seconds: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1, seconds: 0 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1_000_001, seconds: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1, seconds: 86_401 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1.5, seconds: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: "1", seconds: 1 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1, seconds: 1, burst: 9 } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: { requests: 1, seconds: 1, toJSON: null } }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: [1, 1] }, ["invalid_field", "rateLimit"]],
    [{ rateLimit: 5 }, ["invalid_field", "rateLimit"]],
  ])("may not be %.60j", (input, fault) => expect(outcome(() => check(input))).toEqual(fault));
});

describe("the input for creating", () => {
  it("may place the key, and does not say whether it is enabled", () => {
    expect(outcome(() => create({ orgId: "a", projectId: "p", ownerId: null }))).toBe("right");
    expect(outcome(() => create({ orgId: "*" }))).toEqual(["invalid_field", "orgId"]);
    expect(outcome(() => create({ enabled: false }))).toEqual(["unknown_field", "enabled"]);
  });

  it("may name either environment", () => {
    expect(outcome(() => create({ env: "live" }))).toBe("right");
    expect(outcome(() => create({ env: "test" }))).toBe("right");
    for (const env of ["Live", "", null, ["live"], "prod"])
      expect(outcome(() => create({ env }))).toEqual(["invalid_field", "env"]);
  });
});

describe("the input for updating", () => {
  it("may disable and may expire in the past, and moves no key elsewhere", () => {
    expect(outcome(() => update({ enabled: false, expiresAt: 1 }))).toBe("right");
    for (const field of ["orgId", "projectId", "ownerId", "env"]) {
      expect(outcome(() => update({ [field]: "a" }))).toEqual(["unknown_field", field]);
    }
  });
});

describe.each<[string, (input: object) => object]>([
  ["creating", create],
  ["updating", update],
  ["a list", checkedList],
])("of the input for %s, what was checked is what counts:", (_, check) => {
  it("what it could inherit does not, because only plain objects are inputs", () => {
    expect(() => check(Object.create({ name: 1, q: 1 }) as object)).toThrow("plain object");
    expect(() => check(Promise.resolve({ name: "a" }))).toThrow("plain object");
  });

  it("what its owner changes afterwards does not", () => {
    const input: { permissions?: string[]; sort?: string } =
      check === checkedList ? {} : { permissions: ["a:b"] };
    const fields = check(input);
    const before = JSON.stringify(fields);
    input.permissions?.push("not one");
    input.sort = "digest";
    expect(JSON.stringify(fields)).toBe(before);
  });
});

describe("the query of a list", () => {
  it.each<object>([
    {},
    { limit: 1 },
    { limit: 200 },
    { orgId: "a", projectId: "p" },
    { ownerId: "u", role: "any name", status: "revoked", q: "a", sort: "name", cursor: "" },
    { sort: "-created_at" },
    { sort: "created_at" },
    { q: "😀".repeat(100) },
  ])("may be %.60j", (query) => expect(outcome(() => checkedList(query))).toBe("right"));

  it.each<[object, unknown[]]>([
    [{ limit: 0 }, ["invalid_field", "limit"]],
    [{ limit: 201 }, ["invalid_field", "limit"]],
    [{ limit: 1.5 }, ["invalid_field", "limit"]],
    [{ limit: "50" }, ["invalid_field", "limit"]],
    [{ limit: null }, ["invalid_field", "limit"]],
    [{ cursor: 1 }, ["invalid_field", "cursor"]],
    [{ orgId: null }, ["invalid_field", "orgId"]],
    [{ orgId: ["a"] }, ["invalid_field", "orgId"]],
    [{ projectId: "p" }, ["invalid_field", "projectId"]],
    [{ status: "Active" }, ["invalid_field", "status"]],
    [{ status: ["active"] }, ["invalid_field", "status"]],
    [{ sort: "digest" }, ["invalid_field", "sort"]],
    [{ sort: "-name" }, ["invalid_field", "sort"]],
    [{ sort: "constructor" }, ["invalid_field", "sort"]],
    [{ q: "" }, ["invalid_field", "q"]],
    [{ q: "a".repeat(101) }, ["invalid_field", "q"]],
    [{ q: "\ud83d" }, ["invalid_field", "q"]],
    [{ digest: "a" }, ["unknown_field", "digest"]],
    [{ order: "name" }, ["unknown_field", "order"]],
  ])("may not be %.60j", (query, fault) => expect(outcome(() => checkedList(query))).toEqual(fault));
});

describe("the fields of a key together", () => {
  const key = { role: null, permissions: [], inherits: false, notBefore: null, expiresAt: null };

  it("grant something, be it nothing, by a role or by permissions", () => {
    expect(outcome(() => checkTogether(key))).toBe("right");
    expect(outcome(() => checkTogether({ ...key, role: "b:reader", permissions: null }))).toBe("right");
    expect(outcome(() => checkTogether({ ...key, permissions: null }))).toEqual([
      "grant_required",
      "permissions",
    ]);
  });

  it("inherit, and then grant nothing of their own", () => {
    const heir = { ...key, permissions: null, inherits: true };
    expect(outcome(() => checkTogether(heir))).toBe("right");
    expect(outcome(() => checkTogether({ ...heir, role: "b:reader" }))).toEqual(["invalid_field", "role"]);
    expect(outcome(() => checkTogether({ ...heir, permissions: [] }))).toEqual([
      "invalid_field",
      "permissions",
    ]);
    expect(outcome(() => checkTogether({ ...heir, role: "b:reader", permissions: ["a:b"] }))).toEqual([
      "invalid_field",
      "role",
      "permissions",
    ]);
  });

  it("begin before they end", () => {
    expect(outcome(() => checkTogether({ ...key, notBefore: 5, expiresAt: 6 }))).toBe("right");
    expect(outcome(() => checkTogether({ ...key, notBefore: 5, expiresAt: 5 }))).toEqual([
      "invalid_field",
      "expiresAt",
    ]);
    expect(outcome(() => checkTogether({ ...key, notBefore: 6, expiresAt: 5 }))).toEqual([
      "invalid_field",
      "expiresAt",
    ]);
  });
});
