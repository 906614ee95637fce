import * as z from "zod";

import { noQuerySchema, parseQuery } from "../../src/wire/parse-query.js";

const schema = z.strictObject({ a: z.string().optional(), b: z.string().optional() });

describe("the query of a request", () => {
  it("is looked through once, not once for each of its names", () => {
    const query = new URLSearchParams(Array.from({ length: 5_000 }, (_, n) => `${n}=`).join("&"));
    const searches = (["get", "getAll", "has"] as const).map((method) => jest.spyOn(query, method));

    expect(() => parseQuery(noQuerySchema, query)).toThrow(fault("unknown_field"));
    for (const search of searches) expect(search).not.toHaveBeenCalled();
  });

  it("has each name once or not at all", () => {
    expect(parseQuery(schema, new URLSearchParams("b=2&a=1"))).toEqual({ a: "1", b: "2" });
    expect(() => parseQuery(schema, new URLSearchParams("a=1&b=2&a=1&a=3"))).toThrow(
      fault("invalid_field", [{ path: ["a"], message: "must be given once", code: "invalid_field" }]),
    );
  });

  it("says that a name is unknown rather than that it is repeated", () => {
    const query = new URLSearchParams("x=1&x=2");

    expect(() => parseQuery(schema, query)).toThrow(fault("unknown_field"));
  });
});

function fault(code: string, errors: unknown = expect.anything()): Error {
  return expect.objectContaining({ code, errors }) as Error;
}
