import { requestId } from "../src/index.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("requestId", () => {
  it.each([
    ["a-B_c.9", "a-B_c.9"],
    ["x".repeat(128), "x".repeat(128)],
    [7, "7"],
  ])("is req.id %j", (id, text) => {
    expect(requestId({ id })).toBe(text);
  });

  it.each([[""], ["x".repeat(129)], ["a b"], ["a\nb"], ["a\n"], ["ä"], [{}], [null], [undefined], [1e21]])(
    "is a UUID instead of %j",
    (id) => {
      expect(requestId({ id })).toMatch(UUID);
    },
  );

  it("stays the same for one request and differs between two", () => {
    const [one, other] = [{}, {}];
    expect(requestId(one)).toBe(requestId(one));
    expect(requestId(one)).not.toBe(requestId(other));
  });

  it("is never a header of the client", () => {
    const headers = { "x-request-id": "forged", "request-id": "forged", traceparent: "forged" };
    expect(requestId({ headers })).toMatch(UUID);
  });
});
