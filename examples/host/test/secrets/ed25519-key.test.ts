import { execFileSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";

import { ed25519Key } from "../../src/secrets/ed25519-key.js";

const { schema, generate, madeBy = "" } = ed25519Key;
const MESSAGE = "must be an Ed25519 private key, as PKCS#8 in PEM";
const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const pair = generateKeyPairSync("ed25519");

describe("an Ed25519 key", () => {
  it("is a new one whenever it is generated", () => {
    const pem = generate();

    expect(createPrivateKey(schema.parse(pem)).asymmetricKeyType).toBe("ed25519");
    expect(generate()).not.toBe(pem);
  });

  it("can be what its command prints, also with its line breaks written out", () => {
    const command = madeBy.slice(madeBy.indexOf("openssl"));
    const pem = execFileSync("sh", ["-c", command], { encoding: "utf8" });

    expect(schema.parse(pem)).toBe(pem);
    expect(schema.parse(pem.replaceAll("\n", "\\n"))).toBe(pem);
  });

  it.each([
    ["a secret", "p".repeat(64)],
    ["a public key", pair.publicKey.export({ type: "spki", format: "pem" })],
    ["a key of another curve", generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(pkcs8)],
    ["a key of Ed448", generateKeyPairSync("ed448").privateKey.export(pkcs8)],
    ["a cut key", String(pair.privateKey.export(pkcs8)).slice(0, 70)],
    ["an encrypted key", pair.privateKey.export({ ...pkcs8, cipher: "aes-256-cbc", passphrase: "hunter2" })],
  ])("is not %s", (_what, value) => {
    const issues = schema.safeParse(String(value)).error?.issues ?? [];

    expect(issues.map(({ message }) => message)).toEqual([MESSAGE]);
  });
});
