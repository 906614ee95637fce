import { readRowText, rowText } from "../../src/format/row-text.js";

describe("what a row keeps of a JWT", () => {
  it("is its signing key, its generation and its time", () => {
    const row = { kid: "2026-01", generation: 3, issuedAt: 1_767_225_600 };
    expect(rowText(row)).toBe("jwt$2026-01$3$1767225600");
    expect(readRowText(rowText(row))).toEqual(row);
  });

  it("is 200 characters at most", () => {
    const most = {
      kid: "k".repeat(64),
      generation: Number.MAX_SAFE_INTEGER,
      issuedAt: Number.MAX_SAFE_INTEGER,
    };
    expect(rowText(most).length).toBeLessThan(200);
    expect(readRowText(rowText(most))).toEqual(most);
  });

  it.each([
    "",
    "jwt",
    "jwt$",
    "jwt$k1$",
    "jwt$k1$1",
    "jwt$k1$1$",
    "jwt$k1$$1",
    "jwt$k1$0$1",
    "jwt$k1$-1$1",
    "jwt$k1$1$-1",
    "jwt$k1$01$1",
    "jwt$k1$1$01",
    "jwt$k1$1.5$1",
    "jwt$k1$1e0$1",
    "jwt$k1$0x1$1",
    "jwt$k1$ 1$1",
    "jwt$k1$1$1 ",
    "jwt$k1$1$1$",
    "jwt$k1$1$1$1",
    "jwt$k1$1$1@1",
    "jwt$k1$9007199254740993$1",
    "jwt$k1$1$Infinity",
    "jwt$k1$NaN$1",
    "JWT$k1$1$1",
    "hmac-sha256$v1$abc",
  ])("is not %j", (text) => {
    expect(readRowText(text)).toBeNull();
  });
});
