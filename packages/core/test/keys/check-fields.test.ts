import {
  checkFields,
  invalidField,
  throwFieldErrors,
  type FieldChecks,
} from "../../src/keys/check-fields.js";
import { keyRules } from "../../src/keys/key-rules.js";
import type { LatchkeyError } from "../../src/latchkey-error.js";

const CHECKS: FieldChecks<"name" | "enabled" | "tags" | "role"> = {
  name: { rule: keyRules.name },
  enabled: { rule: keyRules.enabled },
  role: { rule: keyRules.role, nullable: true },
  tags: { rule: keyRules.tag, most: 2 },
};

function faultOf(input: unknown): LatchkeyError | undefined {
  try {
    checkFields(input, CHECKS);
    return undefined;
  } catch (error) {
    return error as LatchkeyError;
  }
}

describe("checking fields", () => {
  it("lets right ones through, absent and undefined ones too", () => {
    expect(faultOf({ name: "a", enabled: false, role: null, tags: [] })).toBeUndefined();
    expect(faultOf({ name: undefined, tags: undefined })).toBeUndefined();
    expect(faultOf({})).toBeUndefined();
    expect(faultOf(Object.create(null))).toBeUndefined();
  });

  it.each([undefined, null, "name", 1, true, [], [{ name: "a" }], () => ({})])(
    "wants an object: %p",
    (input) => {
      expect(faultOf(input)).toMatchObject({
        code: "invalid_request",
        message: expect.stringContaining("object") as string,
      });
    },
  );

  it("takes null only where it is a value", () => {
    expect(faultOf({ name: null })).toMatchObject({ code: "invalid_field", errors: [{ path: ["name"] }] });
    expect(faultOf({ tags: null })).toMatchObject({ code: "invalid_field", errors: [{ path: ["tags"] }] });
  });

  it("names every field that is wrong, with its path into lists", () => {
    expect(faultOf({ name: "", enabled: "yes", role: 1, tags: ["a", 2] })).toMatchObject({
      code: "invalid_field",
      errors: [
        { path: ["name"], message: "must be a name of 1 to 100 characters", code: "invalid_field" },
        { path: ["enabled"], message: "must be true or false", code: "invalid_field" },
        { path: ["role"], message: "must be a string", code: "invalid_field" },
        { path: ["tags", 1], message: "must be a string", code: "invalid_field" },
      ],
    });
  });

  it("wants a list of so many at most, without looking into a longer one", () => {
    expect(faultOf({ tags: ["a", "b"] })).toBeUndefined();
    expect(faultOf({ tags: "a" })?.errors).toMatchObject([{ path: ["tags"], message: "must be a list" }]);
    expect(faultOf({ tags: { 0: "a", length: 1 } })?.errors).toMatchObject([{ message: "must be a list" }]);
    expect(faultOf({ tags: Array(1_000_000).fill("") })?.errors).toEqual([
      { path: ["tags"], message: "must be a list of 2 at most, not 1000000", code: "invalid_field" },
    ]);
    expect(faultOf({ tags: [["a"]] })?.errors).toMatchObject([{ path: ["tags", 0] }]);
    expect(faultOf({ tags: Array(2) })?.errors).toHaveLength(2);
  });

  it("calls the whole an unknown_field as soon as one is, and still names the others", () => {
    expect(faultOf({ name: "", nam: "a" })).toMatchObject({
      code: "unknown_field",
      errors: [
        { path: ["name"], code: "invalid_field" },
        { path: ["nam"], message: "is not a field here", code: "unknown_field" },
      ],
    });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])(
    "knows no field by the name of something every object has: %s",
    (field) => {
      const input: unknown = JSON.parse(`{ ${JSON.stringify(field)}: "a" }`);
      expect(faultOf(input)).toMatchObject({ code: "unknown_field", errors: [{ path: [field] }] });
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
    },
  );

  it("repeats 64 characters of an unknown name at most, and no value", () => {
    const error = faultOf({ ["x".repeat(10_000)]: "the secret value", name: ["the secret value"] });
    expect(error?.errors?.[0]?.path).toEqual(["x".repeat(64)]);
    expect(JSON.stringify([error?.message, error?.errors])).not.toContain("the secret value");
  });
});

describe("the refusal of one field", () => {
  it("has its path, its message and a sentence of both", () => {
    expect(invalidField(["tags", 3], "must be a string")).toMatchObject({
      code: "invalid_field",
      message: "tags.3 must be a string.",
      errors: [{ path: ["tags", 3], message: "must be a string", code: "invalid_field" }],
    });
  });

  it("is none without errors", () => expect(() => throwFieldErrors([])).not.toThrow());
});
