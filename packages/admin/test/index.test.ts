import * as admin from "../src/index.js";

it("exports the routers, what wire formats need, and nothing else", () => {
  expect(Object.keys(admin).sort()).toEqual([
    "adminRouter",
    "keysRouter",
    "readInput",
    "sameOrigin",
    "standardWire",
    "wireErrors",
  ]);
});
