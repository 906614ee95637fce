import { equalTexts } from "../src/equal-texts.js";

describe("the comparison of texts in constant time", () => {
  const areEqual = equalTexts(4);

  it("finds the same text the same, and one that differs in any place another", () => {
    expect(areEqual("\0a\xff_", "\0a\xff_")).toBe(true);
    for (const other of ["1a\xff_", "\0b\xff_", "\0a\xfe_", "\0a\xff-"])
      expect(areEqual("\0a\xff_", other)).toBe(false);
  });

  it("finds texts of another length different, whatever was compared before", () => {
    for (const other of ["", "a", "abc", "abcde"]) {
      expect(areEqual("abcd", "abcd")).toBe(true);
      expect(areEqual(other, "abcd")).toBe(false);
      expect(areEqual("abcd", other)).toBe(false);
      expect(areEqual(other, other)).toBe(false);
    }
  });
});
