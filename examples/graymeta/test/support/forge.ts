import { createHmac, createPublicKey, sign } from "node:crypto";

export type Sign = (input: string) => Buffer;

interface Parts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The header and the claims of a JWT. */
export function partsOf(jwt: string): Parts {
  const [header = "", payload = ""] = jwt.split(".");
  const json = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Parts["header"];
  return { header: json(header), payload: json(payload) };
}

/** A JWT put together by hand: that of a key with other parts, and another signature. */
export function forged(jwt: string, other: Partial<Parts>, signer: Sign): string {
  const { header, payload } = partsOf(jwt);
  const parts = [
    { ...header, ...other.header },
    { ...payload, ...other.payload },
  ];
  const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${input}.${signer(input).toString("base64url")}`;
}

export const ed25519 =
  (pem: string): Sign =>
  (input) =>
    sign(null, Buffer.from(input), pem);

export const hs256 =
  (secret: string | Buffer): Sign =>
  (input) =>
    createHmac("sha256", secret).update(input).digest();

export const unsigned: Sign = () => Buffer.alloc(0);

/** The signature that the JWT has itself. */
export const signatureOf =
  (jwt: string): Sign =>
  () =>
    Buffer.from(jwt.split(".")[2] ?? "", "base64url");

/** The public half of a key, in the shapes that could be taken for a secret. */
export function publicHalves(pem: string): readonly (string | Buffer)[] {
  const key = createPublicKey(pem);
  return [
    key.export({ type: "spki", format: "pem" }),
    key.export({ type: "spki", format: "der" }),
    Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url"),
  ];
}
