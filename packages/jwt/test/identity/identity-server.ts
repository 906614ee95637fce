import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from "jose";

/** A key of the server, by its name. */
export interface ServerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** An identity server on this machine, which publishes keys and can be made to fail. */
export interface IdentityServer {
  readonly uri: string;
  /** What it publishes. */
  keys: readonly JWK[];
  /** How often it was asked. */
  asked: number;
  /** Answers in place of the keys. */
  answer: RequestListener | undefined;
  stop(): Promise<void>;
}

export async function startIdentityServer(...keys: readonly ServerKey[]): Promise<IdentityServer> {
  const http = createServer((req, res) => {
    server.asked++;
    if (server.answer !== undefined) return server.answer(req, res);
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify({ keys: server.keys }));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const server: IdentityServer = {
    uri: `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks`,
    keys: keys.map(({ jwk }) => jwk),
    asked: 0,
    answer: undefined,
    async stop() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
  return server;
}

export async function newKey(kid: string, alg = "ES256"): Promise<ServerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** An RSA key that no library of today signs with. */
export interface ShortKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JWK;
}

export function newShortKey(kid: string): ShortKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const jwk = { ...(publicKey.export({ format: "jwk" }) as JWK), kid, alg: "RS256", use: "sig" };
  return { kid, privateKey, jwk };
}

/** A token that says the same as another, signed by a short key. */
export function signShort({ kid, privateKey }: ShortKey, token: string): string {
  const header = Buffer.from(JSON.stringify({ alg: "RS256", kid })).toString("base64url");
  const input = `${header}.${token.split(".")[1]}`;
  return `${input}.${createSign("sha256").update(input).sign(privateKey).toString("base64url")}`;
}

export const ISSUER = "https://id.acme.test/";
export const AUDIENCE = "https://api.acme.test";

/** A token as the server signs it. What is undefined among the claims and in the header is left out. */
export async function sign(
  key: ServerKey,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: ISSUER, aud: AUDIENCE, sub: "u-17", iat: now, exp: now + 300, ...claims };
  return new SignJWT(present(all))
    .setProtectedHeader(
      present({ alg: key.alg, kid: key.kid, typ: "at+jwt", ...header }) as JWTHeaderParameters,
    )
    .sign(key.privateKey);
}

/** A token with a good signature of ES256 and whatever header, also one that no library signs. */
export async function signRaw(key: ServerKey, header: object, claims: object = {}): Promise<string> {
  const [, payload] = (await sign(key, { ...claims })).split(".");
  const input = `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${payload}`;
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString("base64url")}`;
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
