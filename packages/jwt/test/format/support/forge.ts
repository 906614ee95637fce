import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** An Ed25519 key as an environment variable holds it. */
export function newPem(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }) as string;
}

export type Sign = (input: string) => Buffer;

/** What a token is put together from, by hand: objects become JSON, texts stay as they are. */
export interface Parts {
  readonly header: object | string;
  readonly payload: object | string;
  readonly sign: Sign;
}

export function forged({ header, payload, sign: signer }: Parts): string {
  const input = [header, payload].map((part) => encoded(part)).join(".");
  return `${input}.${signer(input).toString("base64url")}`;
}

function encoded(part: object | string): string {
  return Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url");
}

/** The header and the claims of a token. */
export function partsOf(token: string) {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const json = (part: string) =>
    JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  return { header: json(header), payload: json(payload), signature };
}

export const ed25519 =
  (key: string | KeyObject): Sign =>
  (input) =>
    sign(null, Buffer.from(input), key);

export const hs256 =
  (secret: string | Buffer): Sign =>
  (input) =>
    createHmac("sha256", secret).update(input).digest();

export const rs256 =
  (key: KeyObject): Sign =>
  (input) =>
    sign("sha256", Buffer.from(input), key);

export const unsigned: Sign = () => Buffer.alloc(0);

/** The public half of a key in the shapes that a confused verifier might take for a secret. */
export function publicTexts(pem: string): readonly (string | Buffer)[] {
  const key = createPublicKey(pem);
  return [
    key.export({ type: "spki", format: "pem" }),
    key.export({ type: "spki", format: "der" }),
    Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url"),
  ];
}
