import { prefixEnd } from "../../src/reading/prefix-end.js";

describe("prefixEnd", () => {
  it.each([
    ["a", "b"],
    ["az", "a{"],
    ["%", "&"],
    ["😀", "😁"],
    ["a\uD7FF", "a\uE000"],
    ["\uFFFF", "\u{10000}"],
    ["a\u{10FFFF}", "b"],
    ["ab\u{10FFFF}\u{10FFFF}", "ac"],
  ])("gives the first text behind all that begin with %j: %j", (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
    expect(Buffer.compare(Buffer.from(`${prefix}\u{10FFFF}\u{10FFFF}`), Buffer.from(end))).toBe(-1);
  });

  it.each(["", "\u{10FFFF}", "\u{10FFFF}\u{10FFFF}"])("knows that nothing comes behind %j", (prefix) => {
    expect(prefixEnd(prefix)).toBeUndefined();
  });
});
