import * as admin from "../src/index.js";

it("exports the two routers and nothing else", () => {
  expect(Object.keys(admin).sort()).toEqual(["adminRouter", "keysRouter"]);
});
