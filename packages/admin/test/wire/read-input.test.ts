import { LatchkeyError } from "@latchkey/core";
import * as z from "zod";

import { readInput } from "../../src/index.js";

/** What the refusal says of an input that a schema does not take. */
function saidOf(schema: z.ZodType, input: unknown) {
  try {
    readInput(() => schema.parse(input));
  } catch (error) {
    const { name, code, message } = error as LatchkeyError;
    expect(name).toBe("LatchkeyError");
    return [code, message];
  }
  throw new Error("It was taken.");
}

const field = (schema: z.ZodType, value?: unknown) => saidOf(z.strictObject({ it: schema }), { it: value });

describe("readInput", () => {
  it("gives what was read", () => {
    expect(readInput(() => 7)).toBe(7);
  });

  it("leaves every error alone that is not zod's", () => {
    for (const error of [new TypeError("a bug"), new LatchkeyError("not_found", "Nothing."), undefined])
      expect(caught(() => readInput(fail(error)))).toBe(error);
  });

  it.each<[string, z.ZodType, unknown]>([
    ["must be a string", z.string(), 1],
    ["must be a number", z.number(), "1"],
    ["must be a whole number", z.int(), 1.5],
    ["must be true or false", z.boolean(), "yes"],
    ["must be a list", z.array(z.string()), {}],
    ["must be an object", z.strictObject({}), []],
    ["must be an object", z.record(z.string(), z.string()), "a"],
    ["must be given", z.string(), undefined],
    ["must be given", z.boolean(), undefined],
    ["must be at least 1 character", z.string().min(1), ""],
    ["must be at most 3 characters", z.string().max(3), "long"],
    ["must be at least 2 entries", z.array(z.string()).min(2), ["a"]],
    ["must be at most 1 entry", z.array(z.string()).max(1), ["a", "b"]],
    ["must be at least 5", z.number().min(5), 4],
    ["must be less than 5", z.number().lt(5), 5],
    ["must be more than 5", z.number().gt(5), 5],
    ["must be one of a, b", z.enum(["a", "b"]), "c"],
    ["is not valid", z.email(), "nobody"],
    ["is not valid", z.union([z.string(), z.number()]), true],
  ])("says in the words of this API what zod says in its own: %s", (words, schema, value) => {
    expect(field(schema, value)).toEqual(["invalid_field", `it ${words}.`]);
  });

  it("keeps the words that a schema has of its own", () => {
    expect(field(z.string("must be the id of an organization"), 1)[1]).toBe(
      "it must be the id of an organization.",
    );
    expect(field(z.array(z.string()).max(1, "must be short"), ["a", "b"])[1]).toBe("it must be short.");
  });

  it("takes for zod's own words nothing that only begins like them", () => {
    expect(field(z.enum(["a"], "Invalid mode, see the manual"), "b")[1]).toBe(
      "it Invalid mode, see the manual.",
    );
  });

  it.each<[string, z.ZodType, unknown]>([
    ["a list", z.strictObject({}), []],
    ["nothing", z.strictObject({}), undefined],
    ["neither of two", z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]), 1],
    ["none of some", z.discriminatedUnion("a", [z.strictObject({ a: z.literal("x") })]), null],
  ])("asks for a JSON object when the whole of it is wrong: %s", (_what, schema, input) => {
    expect(saidOf(schema, input)).toEqual(["invalid_request", "The body must be a JSON object."]);
  });
});

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
