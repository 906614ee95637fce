import { inspect } from "node:util";

import { ConfigurationError } from "../../src/configuration-error.js";
import { tokenSealOf, type TokenSeal } from "../../src/digests/token-seal.js";

const ONE = { version: 1, secret: "sealing key one, of 32 bytes or more" };
const TWO = { version: 2, secret: "sealing key two, of 32 bytes or more" };
const ID = "7Fq2mX0cRt9aLw4Z";
const TOKEN = "acme_live_7Fq2mX0cRt9aLw4Z_secret";

function sealUnder(...sealingKeys: object[]): TokenSeal {
  const seal = tokenSealOf({ sealingKeys });
  if (seal === null) throw new Error("there is no seal");
  return seal;
}

describe("the option reveal", () => {
  it("keeps no token with once", () => expect(tokenSealOf("once")).toBeNull());

  it.each([
    ["another word", "always", "reveal", '"once", "resign" or { sealingKeys'],
    ["null", null, "reveal", '"once", "resign" or { sealingKeys'],
    ["a list", [ONE], "reveal", "takes an object of options"],
    ["a misspelt name", { sealingKey: [ONE] }, "sealingKey", "did you mean `sealingKeys`"],
    ["no keys", {}, "reveal.sealingKeys", "must be a list such as"],
    ["an empty list", { sealingKeys: [] }, "reveal.sealingKeys", "must be a list such as"],
    ["version 0", { sealingKeys: [{ ...ONE, version: 0 }] }, "reveal.sealingKeys[0].version", "from 1"],
    [
      "an unset secret",
      { sealingKeys: [TWO, { version: 1, secret: undefined }] },
      "reveal.sealingKeys[1].secret",
      "is its environment variable set?",
    ],
    [
      "31 bytes",
      { sealingKeys: [{ version: 1, secret: "x".repeat(31) }] },
      "secret",
      "32 bytes at least, not 31",
    ],
    ["the oldest first", { sealingKeys: [ONE, TWO] }, "reveal.sealingKeys", "the newest first"],
    ["a version twice", { sealingKeys: [TWO, { ...ONE, version: 2 }] }, "sealingKeys", "every version once"],
  ])("refuses %s and says what to do", (_, option, named, remedy) => {
    expect(() => tokenSealOf(option)).toThrow(named);
    expect(() => tokenSealOf(option)).toThrow(remedy);
    expect(() => tokenSealOf(option)).toThrow(TypeError);
  });

  it("never repeats a secret in what it says", () => {
    const secret = "a secret too short";
    for (const option of [
      { sealingKeys: secret },
      { sealingKeys: [secret] },
      { sealingKeys: [{ version: 1, secret }] },
    ]) {
      const say = () => tokenSealOf(option);
      expect(say).toThrow(ConfigurationError);
      expect(say).not.toThrow(secret);
    }
  });
});

describe("a sealed token", () => {
  it("opens to the token, and never looks the same twice", () => {
    const seal = sealUnder(ONE);
    const sealed = [seal.seal(ID, TOKEN), seal.seal(ID, TOKEN)];
    expect(sealed.map((text) => seal.open(ID, text))).toEqual([TOKEN, TOKEN]);
    expect(new Set(sealed).size).toBe(2);
  });

  it("shows nothing of the token, and begins with the mark of the newest key", () => {
    const seal = sealUnder(TWO, ONE);
    const sealed = seal.seal(ID, TOKEN);
    expect(sealed).toMatch(/^v2\$[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain("secret");
    expect(seal.marks).toEqual(["v2$", "v1$"]);
  });

  it("goes on opening after a new key is put in front, and not without its own", () => {
    const old = sealUnder(ONE).seal(ID, TOKEN);
    expect(sealUnder(TWO, ONE).open(ID, old)).toBe(TOKEN);
    expect(sealUnder(TWO).open(ID, old)).toBeNull();
    expect(sealUnder({ ...TWO, version: 1 }).open(ID, old)).toBeNull();
  });

  it("opens for its own key only: a seal moved to another row shows nothing", () => {
    const seal = sealUnder(ONE);
    expect(seal.open("0".repeat(16), seal.seal(ID, TOKEN))).toBeNull();
    expect(seal.open(ID, seal.seal("", ID + TOKEN))).toBeNull();
  });

  it("does not open with one bit changed", () => {
    const seal = sealUnder(ONE);
    const bytes = Buffer.from(seal.seal(ID, TOKEN).slice(3), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(seal.open(ID, `v1$${changed.toString("base64url")}`)).toBeNull();
    }
  });

  it("does not open under the mark of another key, nor in another form", () => {
    const seal = sealUnder(TWO, ONE);
    const sealed = seal.seal(ID, TOKEN);
    const box = sealed.slice(3);
    const forms = ["", "v2$", "$", box, `v1$${box}`, `v3$${box}`, `v02$${box}`, ` ${sealed}`, `${sealed}\n`];
    for (const form of [...forms, sealed.slice(0, -4), "v2$A", "__proto__$A", TOKEN])
      expect(seal.open(ID, form)).toBeNull();
  });

  it("is under a key of its own, not under that of another use of the same secret", async () => {
    const { peppersOf } = await import("../../src/digests/peppers.js");
    const { sealFor } = await import("../../src/digests/seal.js");
    const box = sealFor("latchkey list cursor", peppersOf([ONE])).seal(TOKEN, ID);
    expect(sealUnder(ONE).open(ID, `v1$${box}`)).toBeNull();
  });

  it("shows no secret to util.inspect", () => {
    const shown = inspect(sealUnder(TWO, ONE), { depth: 10, showHidden: true });
    expect(shown).not.toMatch(/sealing key (one|two)/);
  });
});
