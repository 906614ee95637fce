const { LatchkeyError } = require("@latchkey/core");
const { bcryptDigest } = require("@latchkey/core/bcrypt");
const { memoryStore } = require("@latchkey/core/testing");
const { createApp } = require("./app");

describe("an app in CommonJS", () => {
  it("verifies the keys that it makes", async () => {
    const { keyring, token, close } = await createApp();
    try {
      expect(await keyring.verify(token)).toMatchObject({ ok: true, principal: { orgId: "acme" } });
      expect(await keyring.verify(token.toUpperCase())).toEqual({ ok: false, reason: "invalid_token" });
    } finally {
      await close();
    }
  });

  it("finds every entry of the packages", () => {
    expect([bcryptDigest, memoryStore, LatchkeyError].map((found) => typeof found)).toEqual([
      "function",
      "function",
      "function",
    ]);
  });
});
