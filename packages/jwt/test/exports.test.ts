import * as latchkeyJwt from "../src/index.js";

describe("@latchkey/jwt", () => {
  test("exports these names and no others", () => {
    expect(Object.keys(latchkeyJwt).sort()).toEqual(["jwtFormat", "jwtIdentity"]);
  });
});
