import { generateKeyPairSync, randomBytes } from "node:crypto";

import { createKeyring, systemActor, type Identity, type Keyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";

import { jwtFormat, jwtIdentity } from "../../src/index.js";
import {
  AUDIENCE,
  ISSUER,
  newKey,
  sign,
  startIdentityServer,
  type IdentityServer,
  type ServerKey,
} from "./identity-server.js";

const KID = "2026-01";

let key: ServerKey;
let server: IdentityServer;
let identity: Identity;
let keyring: Keyring;
/** An API key that is a JWT. */
let apiKey: string;
/** The worst case: one issuer for both, which publishes the key that signs API keys. */
beforeEach(async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  key = await newKey("k1");
  server = await startIdentityServer(key);
  server.keys = [key.jwk, { ...publicKey.export({ format: "jwk" }), kid: KID, alg: "EdDSA", use: "sig" }];
  identity = jwtIdentity({ issuer: ISSUER, audience: AUDIENCE, jwksUri: server.uri });
  keyring = createKeyring({
    store: memoryStore(),
    peppers: [{ version: 1, secret: randomBytes(32).toString("hex") }],
    format: jwtFormat({
      signingKeys: [{ kid: KID, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() }],
      issuer: ISSUER,
    }),
  });
  apiKey = (await keyring.create({ ownerId: "u-17", permissions: ["*:*"] }, systemActor("test"))).token;
});
afterEach(async () => {
  await keyring.close();
  await server.stop();
});

describe("an API key that is a JWT", () => {
  it("is the keyring's, and nothing to an identity server, which is not even asked", async () => {
    expect(keyring.recognizes(apiKey)).toBe(true);
    expect(await keyring.verify(apiKey)).toMatchObject({ ok: true, principal: { kind: "api-key" } });
    expect(await identity.verify(apiKey)).toEqual({ ok: false, reason: "invalid_token" });
    expect(server.asked).toBe(0);
  });
});

describe("a token of an identity server", () => {
  it("is nothing to the keyring, whatever it says of itself", async () => {
    const tokens = [
      await sign(key),
      await sign(key, { jti: "0000000000000001", gen: 1 }),
      await sign(key, { jti: "0000000000000001", gen: 1 }, { typ: "api-key+jwt", kid: KID }),
      await sign(key, {}, { typ: undefined, kid: KID }),
    ];
    for (const token of tokens) {
      expect(keyring.recognizes(token)).toBe(false);
      expect(await keyring.verify(token)).toMatchObject({ ok: false, reason: "invalid_token" });
    }
    expect(await identity.verify(tokens[0]!)).toMatchObject({ ok: true, principal: { kind: "identity" } });
  });
});
