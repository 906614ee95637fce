import { inspect } from "node:util";

import { ConfigurationError } from "../../src/configuration-error.js";
import { peppersOf } from "../../src/digests/peppers.js";

const ONE = { version: 1, secret: "pepper one, 32 bytes at the least" };
const TWO = { version: 2, secret: "pepper two, 32 bytes at the least" };

function messageOf(refused: () => unknown): string {
  try {
    refused();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("was accepted");
}

describe("the option peppers", () => {
  it("takes the first as the newest", () => {
    expect(peppersOf([TWO, ONE]).newest).toBe(2);
    expect(peppersOf("none").newest).toBeUndefined();
  });

  it.each([
    ["nothing", undefined, "peppers", '"none" to go without'],
    ["null", null, "peppers", "must be a list"],
    ["an empty list", [], "peppers", "must be a list"],
    ["a secret by itself", ONE.secret, "peppers", "must be a list"],
    ["one pepper without its list", ONE, "peppers", "must be a list"],
    ["a hole", [undefined], "peppers[0].version", "whole number from 1"],
    ["a secret in the list", [ONE.secret], "peppers[0].version", "whole number from 1"],
    ["version 0", [{ ...ONE, version: 0 }], "peppers[0].version", "whole number from 1"],
    ["half a version", [{ ...ONE, version: 1.5 }], "peppers[0].version", "whole number from 1"],
    ["a version in a string", [{ ...ONE, version: "1" }], "peppers[0].version", "whole number from 1"],
    ["no secret", [{ version: 1, secret: undefined }], "peppers[0].secret", "environment variable"],
    ["a secret that is a Buffer", [{ version: 1, secret: Buffer.alloc(32) }], "peppers[0].secret", "object"],
    [
      "31 bytes",
      [{ version: 1, secret: "é".repeat(15) + "e" }],
      "peppers[0].secret",
      "openssl rand -base64 32",
    ],
    ["a second pepper without secret", [TWO, { version: 1 }], "peppers[1].secret", "undefined"],
    ["the oldest first", [ONE, TWO], "peppers", "the newest first"],
    ["a version twice", [ONE, { ...TWO, version: 1 }], "peppers", "every version once"],
  ])("refuses %s and says what to do", (_, option, named, remedy) => {
    expect(() => peppersOf(option)).toThrow(ConfigurationError);
    expect(() => peppersOf(option)).toThrow(`option \`${named}\``);
    expect(() => peppersOf(option)).toThrow(remedy);
  });

  it("never repeats a secret in what it says", () => {
    const secret = "a secret too short";
    for (const option of [secret, [secret], [{ version: 1, secret }], [{ version: secret, secret }]]) {
      expect(messageOf(() => peppersOf(option))).not.toContain(secret);
    }
  });

  it("counts bytes, not characters: 16 letters é are 32", () => {
    expect(peppersOf([{ version: 1, secret: "é".repeat(16) }]).newest).toBe(1);
  });
});

describe("peppers", () => {
  it("derive keys as HKDF-SHA-256 does, one for each version and purpose", () => {
    const { derivedHmac } = peppersOf([TWO, ONE]);
    const under = (version: number, purpose: string) =>
      derivedHmac(version, purpose, "data")?.toString("base64url");
    expect(under(1, "a purpose")).toBe("KSBMkJHWHPvPfOe5vHXJZejTua8UyuuE5Muy5w9gzDQ");
    const all = [under(1, "a purpose"), under(1, "another"), under(2, "a purpose"), under(2, "another")];
    expect(new Set(all).size).toBe(4);
  });

  it("have nothing for a version that is not configured", () => {
    const { hmac, derivedHmac } = peppersOf([TWO]);
    expect([hmac(1, "data"), derivedHmac(1, "a purpose", "data")]).toEqual([undefined, undefined]);
    expect(peppersOf("none").hmac(0, "data")).toBeUndefined();
  });

  it("show no secret to util.inspect", () => {
    const peppers = peppersOf([TWO, ONE]);
    peppers.derivedHmac(1, "a purpose", "data");
    expect(inspect(peppers, { depth: 10, showHidden: true })).not.toMatch(/pepper (one|two)/);
  });
});
