import * as dashboard from "../src/index.js";

it("exports the middleware, and nothing else", () => {
  expect(Object.keys(dashboard)).toEqual(["dashboard"]);
});
