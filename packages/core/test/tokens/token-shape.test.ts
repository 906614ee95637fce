import { inspect } from "node:util";

import { opaqueTokens } from "../../src/tokens/opaque-tokens.js";
import { tokenShape } from "../../src/tokens/token-shape.js";

describe("tokenShape", () => {
  const { token, id } = opaqueTokens(["acme2"], ["test"]).mint("test");

  it("reads tokens of a prefix it was not told", () => {
    expect(tokenShape(token)).toEqual({ prefix: "acme2", env: "test", id, intact: true });
  });

  it("tells that a character of any part is another one", () => {
    for (const at of [0, "acme2_test_".length, "acme2_test_".length + 20, token.length - 1]) {
      const other = token[at] === "b" ? "c" : "b";
      expect(tokenShape(token.slice(0, at) + other + token.slice(at + 1))?.intact).toBe(false);
    }
  });

  it("is null for other shapes", () => {
    const others = ["", "hello", `${token}A`, token.slice(1, -1), ` ${token}`, token.replace("test", "prod")];
    for (const text of others) expect(tokenShape(text)).toBeNull();
  });

  it("holds nothing of the secret", () => {
    const secret = token.slice(-49);
    expect(inspect(tokenShape(token))).not.toContain(secret.slice(0, 8));
  });
});
