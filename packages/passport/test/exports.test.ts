import * as latchkeyPassport from "../src/index.js";

describe("@latchkey/passport", () => {
  it("exports these names and no others", () => {
    expect(Object.keys(latchkeyPassport).sort()).toEqual(["apiKeyStrategy", "bearerStrategy"]);
  });
});
