import { LatchkeyError } from "../src/latchkey-error.js";

describe("a LatchkeyError", () => {
  it("is an Error with a code", () => {
    const error = new LatchkeyError("not_found", "There is no such key.");
    expect(error).toBeInstanceOf(Error);
    expect(error.code).toBe("not_found");
    expect(String(error)).toBe("LatchkeyError: There is no such key.");
  });

  it("has errors, a time to try again, of whom it speaks, and a cause, when it was given them", () => {
    const cause = new Error("below");
    const errors = [{ path: ["name"], message: "must be a string" }];
    expect(
      new LatchkeyError("invalid_field", "…", { errors, retryAfter: 2, ofActor: true, cause }),
    ).toMatchObject({
      errors,
      retryAfter: 2,
      ofActor: true,
      cause,
    });
  });

  it("has not even the properties otherwise", () => {
    const error = new LatchkeyError("not_found", "…");
    expect(["errors", "retryAfter", "ofActor", "cause"].filter((property) => property in error)).toEqual([]);
  });
});
