import { catalogueOf } from "../../src/permissions/catalogue.js";

const MANAGEMENT = [
  "api-keys:read",
  "api-keys:create",
  "api-keys:update",
  "api-keys:rotate",
  "api-keys:revoke",
  "api-keys:reveal",
  "api-keys:introspect",
  "api-roles:read",
  "api-roles:write",
  "api-changes:read",
];

describe("the catalogue of permissions", () => {
  it("holds those of key management, each with a line of English, without being told anything", () => {
    const catalogue = catalogueOf({});
    expect(catalogue.map(({ permission }) => permission)).toEqual(MANAGEMENT);
    for (const { description } of catalogue) expect(description).toMatch(/^[A-Z][\w ,]{5,80}$/);
  });

  it("begins with the application's, in the order given", () => {
    const catalogue = catalogueOf({
      "reports:write": "Write reports",
      "bundles:*": "Do anything to bundles",
    });
    expect(catalogue.slice(0, 2)).toEqual([
      { permission: "reports:write", description: "Write reports" },
      { permission: "bundles:*", description: "Do anything to bundles" },
    ]);
    expect(catalogue.slice(2).map(({ permission }) => permission)).toEqual(MANAGEMENT);
  });

  it("names no permission twice: the application's text stands for ours", () => {
    const catalogue = catalogueOf({ "api-keys:read": "Schlüssel sehen" });
    expect(catalogue).toHaveLength(MANAGEMENT.length);
    expect(catalogue[0]).toEqual({ permission: "api-keys:read", description: "Schlüssel sehen" });
  });

  it("cannot be changed by whoever reads it", () => {
    const catalogue = catalogueOf({ "a:b": "x" });
    expect([catalogue, ...catalogue].every((part) => Object.isFrozen(part))).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ["a list", ["a:b"], "option `permissions` must be permissions with a text each"],
    ["a text", "a:b", "option `permissions` must be"],
    ["what is no permission", { bundles: "See" }, 'option `permissions["bundles"]` is not a permission'],
    ["one with a line feed", { "a:b\n": "See" }, 'option `permissions["a:b\\n"]` is not a permission'],
    ["an empty text", { "a:b": "" }, 'option `permissions["a:b"]` must be a text of 1 to 200 characters'],
    ["a long text", { "a:b": "x".repeat(201) }, "must be a text of 1 to 200 characters"],
    ["a text of two lines", { "a:b": "x\ny" }, "on one line"],
    ["no text", { "a:b": undefined }, "must be a text"],
    ["a number", { "a:b": 7 }, "must be a text"],
  ])("refuses %s at construction", (_, option, message) => {
    expect(() => catalogueOf(option as never)).toThrow(message);
  });

  it("takes a text of 200 characters", () => {
    expect(catalogueOf({ "a:b": "😀".repeat(200) })[0]?.description).toHaveLength(400);
  });
});
