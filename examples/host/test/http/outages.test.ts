import { outages } from "@latchkey/example-host/http";
import type { Request, Response } from "express";

/** What the next handler is given. */
function handedOn(error: unknown): unknown {
  const next = jest.fn<void, [unknown]>();
  void outages(error, {} as Request, {} as Response, next);
  expect(next).toHaveBeenCalledTimes(1);
  return next.mock.calls[0]?.[0];
}

describe("outages", () => {
  it("makes a refusal of what a driver says when the database does not answer, without its words", () => {
    const refusal = handedOn(Object.assign(new Error("connect 10.0.0.7"), { code: "ECONNREFUSED" }));

    expect(refusal).toMatchObject({ name: "LatchkeyError", code: "store_unavailable" });
    expect(String(refusal)).not.toContain("10.0.0.7");
  });

  it.each<unknown>([new Error("a fault"), "a text", null])("hands on %s as it is", (error) => {
    expect(handedOn(error)).toBe(error);
  });
});
