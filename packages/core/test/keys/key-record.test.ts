import { foldName } from "../../src/keys/key-record.js";

describe("the folded form of a name", () => {
  it("is lower case and the same for the two ways of writing an accent", () => {
    expect(foldName("Ünïcode KEY")).toBe("ünïcode key");
    expect(foldName("E\u0301cole")).toBe(foldName("\u00c9cole"));
  });

  it("knows no locale: I is i everywhere", () => expect(foldName("TITLE")).toBe("title"));
});

it("a name is found by its beginning, also where that ends in a sigma", () => {
  expect(foldName("ΟΔΟΣΑ").startsWith(foldName("ΟΔΟΣ"))).toBe(true);
});
