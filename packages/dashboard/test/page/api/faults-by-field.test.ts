import { ApiError } from "../../../page/api/api-error.ts";
import { faultsByField } from "../../../page/api/faults-by-field.ts";

const refused = (...fields: { path: string; message: string }[]) =>
  new ApiError("Refused.", { code: "invalid_field", fields });

describe("what a request was refused for", () => {
  it("is a sentence at the field", () => {
    expect(faultsByField(refused({ path: "name", message: "must not be empty" }))).toEqual({
      name: "This must not be empty.",
    });
  });

  it("counts the entries of a list from one", () => {
    expect(faultsByField(refused({ path: "permissions[2]", message: "is not known" }))).toEqual({
      permissions: "Entry 3 is not known.",
    });
  });

  it("is said at the field for what is within it", () => {
    expect(faultsByField(refused({ path: "rate_limit.seconds", message: "is too large" }))).toEqual({
      rate_limit: "This is too large.",
    });
  });

  it("is the first thing that is said of each", () => {
    const error = refused(
      { path: "tags[0]", message: "is empty" },
      { path: "tags[1]", message: "is too long" },
    );

    expect(faultsByField(error)).toEqual({ tags: "Entry 1 is empty." });
  });

  it("is nothing for what is no answer of the API", () => {
    expect(faultsByField(new TypeError("x"))).toEqual({});
    expect(faultsByField(null)).toEqual({});
  });
});
