import { importKeyOf } from "../../src/import/import-key.js";
import { IMPORT_FIELDS } from "../../src/import/import-fields.js";

function made(field: string, value: unknown): unknown {
  const map = { [field]: "column" };
  const result = importKeyOf({ foreign: "old", map, set: {} })({ column: value });
  if ("fault" in result) return result.fault;
  const { foreign, ...others } = result.input;
  expect(foreign).toBe("old");
  return Object.values(others)[0];
}

const NOW = Date.UTC(2030, 0, 31, 12);

describe("the fields of an import", () => {
  it.each([
    ["token", "abc", "abc"],
    ["token", 12345, "12345"],
    ["hash", Buffer.from("deadbeef", "hex"), "deadbeef"],
    ["public_part", Buffer.from("pk_1"), "pk_1"],
    ["permissions", "bundles:read, bundles:write", ["bundles:read", "bundles:write"]],
    ["permissions", '["bundles:read"]', ["bundles:read"]],
    ["tags", "a|b;c", ["a", "b", "c"]],
    ["tags", ["a"], ["a"]],
    ["enabled", "t", true],
    ["enabled", 0, false],
    ["enabled", "No", false],
    ["inherits", true, true],
    ["created_at", NOW, NOW],
    ["created_at", NOW / 1_000, NOW],
    ["created_at", String(NOW), NOW],
    ["created_at", "2030-01-31T12:00:00Z", NOW],
    ["created_at", "2030-01-31 12:00:00", NOW],
    ["expires_at", new Date(NOW), NOW],
    ["expires_at", "2030-01-31 14:00:00+02:00", NOW],
    ["rate_limit", "100/60", { requests: 100, seconds: 60 }],
    ["rate_limit", { requests: 1, seconds: 2 }, { requests: 1, seconds: 2 }],
    ["metadata", '{"a":1}', { a: 1 }],
    ["metadata", { a: 1 }, { a: 1 }],
  ])("%s of %j", (field, value, expected) => {
    expect(made(field, value)).toEqual(expected);
  });

  it("are left out where there is nothing", () => {
    for (const field of Object.keys(IMPORT_FIELDS))
      for (const nothing of ["", null, undefined]) expect(made(field, nothing)).toBeUndefined();
  });

  it.each(["enabled", "created_at", "rate_limit", "metadata"])(
    "refuse what %s cannot be, without repeating it",
    (field) => {
      expect(made(field, "canary")).toMatch(new RegExp(`^${field} must be (?!.*canary)`));
    },
  );

  it("refuse an object in the place of a text", () => {
    expect(made("token", { a: 1 })).toBe("token must be a text.");
    expect(made("name", [1])).toBe("name must be a text.");
  });

  it("go by the row where a value is set for all of them as well", () => {
    const make = importKeyOf({
      foreign: "old",
      map: { org_id: "org" },
      set: { org_id: "acme", role: "reader" },
    });
    expect(make({ org: "" })).toEqual({ input: { foreign: "old", orgId: "acme", role: "reader" } });
    expect(make({ org: "globex" })).toEqual({ input: { foreign: "old", orgId: "globex", role: "reader" } });
  });
});
