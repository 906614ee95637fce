import crypto from "node:crypto";

import fc from "fast-check";

import { base62OfUint32, isBase62, randomBase62 } from "../../src/tokens/base62.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("random base62", () => {
  afterEach(() => jest.restoreAllMocks());

  it("has the length asked for", () => {
    for (let length = 0; length <= 200; length++) expect(randomBase62(length)).toHaveLength(length);
  });

  it("gives each character as many of the 256 bytes as any other, and throws the rest away", () => {
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    jest.spyOn(crypto, "randomBytes").mockImplementation(() => everyByte);
    const text = randomBase62(248);
    const uses = [...ALPHABET].map((character) => text.split(character).length - 1);
    expect(uses).toEqual(Array(62).fill(4));
  });
});

describe("a number in base62", () => {
  it.each([
    [0, "000000"],
    [61, "00000z"],
    [62, "000010"],
    [123_456_789, "08M0kX"],
    [2 ** 32 - 1, "4gfFC3"],
  ])("%d is %s", (value, text) => expect(base62OfUint32(value)).toBe(text));

  it("is six characters that no other number has", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), (value) => {
        const text = base62OfUint32(value);
        const read = [...text].reduce((sum, character) => sum * 62 + ALPHABET.indexOf(character), 0);
        expect([text.length, read]).toEqual([6, value]);
      }),
    );
  });
});

describe("whether a text is base62", () => {
  it("is so of 62 of all 65,536 UTF-16 code units", () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
    expect(units.filter((unit) => isBase62(unit)).join("")).toBe(ALPHABET);
  });

  it("is so of nothing, and not of what has anything else in any place", () => {
    expect(["", "ab", "_ab", "a_b", "ab_"].map(isBase62)).toEqual([true, true, false, false, false]);
  });
});
