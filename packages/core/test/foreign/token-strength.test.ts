import { isWeakToken } from "../../src/foreign/token-strength.js";

describe("the strength of a token of another system", () => {
  it.each([
    ["a UUID", "550e8400-e29b-41d4-a716-446655440000", ""],
    ["128 bits in hex", "9f86d081884c7d659a2feaa0c55ad015", ""],
    ["128 bits in hex behind words", "sk_live_9f86d081884c7d659a2feaa0c55ad015", ""],
    ["22 characters of base62", "7Fq2mX0cRt9aLw4ZbN81Kd", ""],
    ["base64url with both of its signs", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", ""],
    ["what is behind a public part", "k_81f3.9f86d081884c7d659a2feaa0c55ad015", "k_81f3"],
    ["34 decimal digits", "3141592653589793238462643383279502", ""],
  ])("takes %s for strong", (_what, token, publicPart) => {
    expect(isWeakToken(token, publicPart)).toBe(false);
  });

  it.each([
    ["a password", "hunter2", ""],
    ["64 bits in hex", "9f86d081884c7d65", ""],
    ["18 characters of base62, 107 bits", "7Fq2mX0cRt9aLw4ZbN", ""],
    ["27 characters of hex, 108 bits", "9f86d081884c7d659a2feaa0c55", ""],
    ["22 lower-case letters, 103 bits", "qwzrtplkjhgfdsaxcvbnmy", ""],
    ["few characters, often repeated", "abababababababababababababababababababab", ""],
    ["words in front alone", "my_company_secret_access_key_for_the_big_system_", ""],
    [
      "a long public part and little behind it",
      "9f86d081884c7d659a2feaa0c55ad015.12345678",
      "9f86d081884c7d659a2feaa0c55ad015",
    ],
    ["nothing", "", ""],
  ])("takes %s for weak", (_what, token, publicPart) => {
    expect(isWeakToken(token, publicPart)).toBe(true);
  });

  it("takes no time over a text that is made for it", () => {
    expect(isWeakToken("a".repeat(256), "")).toBe(true);
    expect(isWeakToken("a_".repeat(128), "")).toBe(true);
  });
});
