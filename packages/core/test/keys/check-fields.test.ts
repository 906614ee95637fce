import { checkedFields, type FieldChecks } from "../../src/keys/check-fields.js";
import { invalidField, throwFieldErrors } from "../../src/keys/field-errors.js";
import { keyRules } from "../../src/keys/key-rules.js";
import type { LatchkeyError } from "../../src/latchkey-error.js";

interface Input {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly role?: string | null;
  readonly tags?: readonly string[];
  readonly some?: readonly string[];
  readonly data?: object;
}

const CHECKS: FieldChecks<keyof Input> = {
  data: { rule: keyRules.metadata },
  name: { rule: keyRules.name },
  enabled: { rule: keyRules.enabled },
  role: { rule: keyRules.role, nullable: true },
  tags: { rule: keyRules.tag, most: 2 },
  some: { rule: keyRules.tag, most: 2, emptyFault: "must not be empty" },
};

function faultOf(input: unknown): LatchkeyError | undefined {
  try {
    checkedFields<Input>(input, CHECKS);
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

  it.each([
    undefined,
    null,
    "name",
    1,
    true,
    [],
    [{ name: "a" }],
    () => ({}),
    new Map([["name", "a"]]),
    Promise.resolve({ name: "a" }),
  ])("wants an object: %p", (input) => {
    expect(faultOf(input)).toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("object") as string,
    });
  });

  it("takes an empty list unless it must not be empty", () => {
    expect(faultOf({ tags: [], some: ["a"] })).toBeUndefined();
    expect(faultOf({ some: [] })).toMatchObject({
      code: "invalid_field",
      errors: [{ path: ["some"], message: "must not be empty" }],
    });
  });

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

  it("repeats 24 characters of an unknown name at most, and no value", () => {
    const error = faultOf({ ["x".repeat(10_000)]: "the secret value", name: ["the secret value"] });
    expect(error?.errors?.[0]?.path).toEqual(["x".repeat(24)]);
    expect(JSON.stringify([error?.message, error?.errors])).not.toContain("the secret value");
  });
});

describe("what was checked", () => {
  it("is a copy that shares nothing with the input, which may change while a write waits", () => {
    const input = { name: "a", tags: ["b"], data: { deep: { list: [1] } } };
    const fields = checkedFields<Input>(input, CHECKS);
    input.name = "changed";
    input.tags.push("changed");
    input.data.deep.list.push(2);
    expect(fields).toEqual({ name: "a", tags: ["b"], data: { deep: { list: [1] } } });
  });

  it("holds own fields only", () => {
    const inherited = Object.assign(Object.create({ name: "bad\n", tags: [5] }) as object, { role: "r" });
    expect(() => checkedFields<Input>(inherited, CHECKS)).toThrow("plain object");
    const { name, role } = checkedFields<Input>(
      Object.assign(Object.create(null) as object, { role: "r" }),
      CHECKS,
    );
    expect([name, role]).toEqual([undefined, "r"]);
  });

  it("is read once: an input that answers differently the second time is what it was the first", () => {
    let asked = 0;
    const input = {
      get name() {
        return asked++ === 0 ? "a" : "b\n";
      },
    };
    expect(checkedFields<Input>(input, CHECKS)).toEqual({ name: "a" });
    expect(asked).toBe(1);
  });

  it("is checked again as what is kept, where the value computes itself", () => {
    let asked = 0;
    const data = {
      get text() {
        return asked++ === 0 ? "short" : "x".repeat(100_000);
      },
    };
    expect(faultOf({ data })?.errors).toMatchObject([{ path: ["data"] }]);
  });

  it("names twenty faults at most, each on one line", () => {
    const input = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`line\nbreak ${n}`, 1]));
    const error = faultOf(input);
    expect(error?.errors).toHaveLength(20);
    expect(error?.message).not.toContain("\n");
  });
});

describe("the refusal of one field", () => {
  it("has its path, its message and a sentence of both", () => {
    expect(invalidField(["tags", 3], "must be a string")).toMatchObject({
      code: "invalid_field",
      message: "tags[3] must be a string.",
      errors: [{ path: ["tags", 3], message: "must be a string", code: "invalid_field" }],
    });
  });

  it("is none without errors", () => expect(() => throwFieldErrors([])).not.toThrow());
});
