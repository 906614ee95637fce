import type { LatchkeyError } from "@latchkey/core";
import { bodyOf } from "@latchkey/example-host/http";
import { z } from "zod";

const schema = z.strictObject({
  name: z.string("must be a string").max(5, "must be short"),
  tags: z.array(z.strictObject({ on: z.boolean("must be true or false") })).default([]),
});

/** The refusal of a body. */
function refusalOf(body: unknown) {
  try {
    bodyOf(schema, { body });
  } catch (error) {
    const { name, code, message, errors } = error as LatchkeyError;
    return { name, code, message, paths: errors?.map(({ path }) => path) };
  }
  throw new Error("It was taken.");
}

describe("bodyOf", () => {
  it("gives the body as its schema has it", () => {
    expect(bodyOf(schema, { body: { name: "Ada" } })).toEqual({ name: "Ada", tags: [] });
  });

  it("refuses what does not fit, with the paths of all fields that are wrong", () => {
    expect(refusalOf({ name: 1, tags: [{ on: true }, { on: "no" }] })).toEqual({
      name: "LatchkeyError",
      code: "invalid_field",
      message: "name must be a string. tags[1].on must be true or false.",
      paths: [["name"], ["tags", 1, "on"]],
    });
  });

  it("refuses unknown fields by a code of their own, wherever they are", () => {
    expect(refusalOf({ name: 1, a: 1, tags: [{ on: true, b: 2 }] })).toEqual({
      name: "LatchkeyError",
      code: "unknown_field",
      message: "name must be a string. tags[0].b is not a field here. a is not a field here.",
      paths: [["name"], ["tags", 0, "b"], ["a"]],
    });
  });

  it.each([[[]], ["text"], [null], [undefined]])("refuses %j, which is no object", (body) => {
    const message = "The body must be a JSON object.";
    expect(refusalOf(body)).toEqual({ name: "LatchkeyError", code: "invalid_request", message });
  });
});
