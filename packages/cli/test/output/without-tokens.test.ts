import { withoutTokens } from "../../src/output/without-tokens.js";

describe("withoutTokens", () => {
  it("cuts off whatever is long enough to be a secret", () => {
    const secret = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
    for (const text of [
      secret,
      `--name=${secret}`,
      `x: '${secret}'`,
      `acme_live_7Fq2mX0cRt9aLw4Z_${secret}`,
      `a/${secret}`,
    ])
      expect(withoutTokens(`unknown option ${text}.`)).not.toContain(secret.slice(0, 20));
  });

  it("leaves sentences and paths as they are", () => {
    const text = "There is no file /home/somebody/projects/an-app/latchkey.config.js; see --help.";
    expect(withoutTokens(text)).toBe(text);
  });
});
