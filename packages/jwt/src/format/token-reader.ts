import { claimsText, readClaims, type Claims } from "./claims.js";
import type { SigningPair } from "./signing-keys.js";

/** What a token says of itself, and the key that its header names. Nothing of it is proven yet. */
export interface ReadToken extends Claims {
  readonly key: SigningPair;
}

const LONGEST = 4096;
/** 64 bytes in base64url. */
const SIGNATURE = 86;

/** The protected header of all tokens that a key signs. */
export function headerOf(kid: string) {
  return { alg: "EdDSA", typ: "api-key+jwt", kid } as const;
}

/**
 * Reads tokens by hand, each part in the one spelling in which it is issued. A header is compared and never parsed, so
 * no algorithm, type or key of a token's own choice is ever looked at. What it returns gives null for other texts and
 * never throws.
 */
export function tokenReader(issuer: string, keys: readonly SigningPair[]) {
  const byHeader = new Map(keys.map((key) => [base64url(JSON.stringify(headerOf(key.kid))), key]));

  return function readToken(token: string): ReadToken | null {
    if (typeof token !== "string" || token.length > LONGEST) return null;
    const payloadStart = token.indexOf(".") + 1;
    const signatureStart = token.indexOf(".", payloadStart) + 1;
    if (payloadStart === 0 || signatureStart === 0) return null;
    const key = byHeader.get(token.slice(0, payloadStart - 1));
    if (key === undefined || !isSignature(token.slice(signatureStart))) return null;
    const payload = token.slice(payloadStart, signatureStart - 1);
    const claims = readClaims(Buffer.from(payload, "base64url").toString());
    // Written once more: so there is no other issuer, member, order or spelling, and no member twice.
    const same = claims !== null && base64url(claimsText(issuer, claims)) === payload;
    return same ? { ...claims, key } : null;
  };
}

/** Whether it is as long as a signature and its bytes are spelt so: the last character has bits to spare. */
function isSignature(segment: string): boolean {
  return segment.length === SIGNATURE && Buffer.from(segment, "base64url").toString("base64url") === segment;
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
