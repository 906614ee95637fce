import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";

import { jwtFormat, type JwtFormatOptions } from "../../src/format/jwt-format.js";
import { newPem } from "./support/forge.js";

const PEM = newPem();

function faultOf(signingKeys: unknown): Error {
  try {
    jwtFormat({ signingKeys, issuer: "issuer" } as JwtFormatOptions);
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

describe("signing keys", () => {
  it("are PEM text or key objects, under kids of up to 64 characters", () => {
    const kid = "A-Z.a_z-0".repeat(8).slice(0, 64);
    const { marks } = jwtFormat({
      signingKeys: [
        { kid, privateKey: PEM },
        { kid: "2", privateKey: createPrivateKey(newPem()) },
      ],
      issuer: "issuer",
    });
    expect(marks).toEqual([`jwt$${kid}$`, "jwt$2$"]);
  });

  it.each<[string, unknown]>([
    ["none", undefined],
    ["no list", { kid: "k1", privateKey: PEM }],
    ["an empty list", []],
    ["a list with a gap", new Array(1)],
    ["a list of keys alone", [PEM]],
  ])("that are %s throw: what the option must be", (_, signingKeys) => {
    expect(faultOf(signingKeys)).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("option `signingKeys` must be a list such as") as string,
    });
  });

  it.each([undefined, null, 1, "", "a".repeat(65), "a b", "a$b", "a@b", "ä", "a\n", "a/b", ["k1"]])(
    "with the kid %j throw",
    (kid) => {
      const keys = [
        { kid: "k1", privateKey: PEM },
        { kid, privateKey: PEM },
      ];
      expect(faultOf(keys).message).toMatch(/`signingKeys\[1\]\.kid` must be 1 to 64 of/);
    },
  );

  it("throw when two have one kid, and when one has an option that is not known", () => {
    const keys = [
      { kid: "k1", privateKey: PEM },
      { kid: "k2", privateKey: newPem() },
      { kid: "k1", privateKey: newPem() },
    ];
    expect(faultOf(keys).message).toContain("names the kid k1 twice; give each key a kid of its own");
    const misspelt = [{ kid: "k1", privatekey: PEM }];
    expect(faultOf(misspelt).message).toContain("did you mean `privateKey`?");
  });

  const encrypted = createPrivateKey(PEM).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "secret",
  });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const x25519 = generateKeyPairSync("x25519").privateKey;
  const pem = "as PEM text (PKCS#8, not encrypted) with its line breaks, and this is none";
  it.each<[string, unknown, string]>([
    ["undefined", undefined, ", but is undefined: is its environment variable set?"],
    ["null", null, "as PEM text or KeyObject, not null"],
    ["a number", 7, "as PEM text or KeyObject, not number"],
    ["a buffer", Buffer.from(PEM), "as PEM text or KeyObject, not object"],
    ["empty", "", pem],
    ["without its line breaks", PEM.replaceAll("\n", " "), pem],
    ["with its line breaks escaped", PEM.replaceAll("\n", "\\n"), pem],
    ["the base64 of it alone", PEM.split("\n")[1], pem],
    ["encrypted", encrypted, pem],
    ["the public half", createPublicKey(PEM).export({ type: "spki", format: "pem" }), pem],
    ["the public half as an object", createPublicKey(PEM), ", not a public key"],
    ["a secret key", createSecretKey(Buffer.alloc(32)), ", not a secret key"],
    ["of P-256", ec, ", not ec"],
    ["of P-256, as PEM", ec.export({ type: "pkcs8", format: "pem" }), ", not ec"],
    ["of X25519", x25519, ", not x25519"],
    ["an object that says it is a key", { type: "private", asymmetricKeyType: "ed25519" }, ", not object"],
  ])("whose private key is %s throw, with the remedy and nothing of the key", (_, privateKey, fault) => {
    const error = faultOf([{ kid: "k1", privateKey }]);
    expect(error.message).toContain("option `signingKeys[0].privateKey` must be an Ed25519 private key");
    expect(error.message).toContain(fault);
    expect(error.message).toContain("Make one with: openssl genpkey -algorithm ed25519");
    for (const line of PEM.split("\n").slice(1, -2)) expect(inspect(error)).not.toContain(line);
  });

  it("are in nothing that a format shows of itself", () => {
    const format = jwtFormat({ signingKeys: [{ kid: "k1", privateKey: PEM }], issuer: "issuer" });
    const shown = inspect(format, { depth: 9, showHidden: true }) + JSON.stringify(format);
    expect(shown).not.toContain(PEM.split("\n")[1]);
  });
});
