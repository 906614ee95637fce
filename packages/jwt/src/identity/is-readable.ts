import { decodeProtectedHeader } from "jose";

/** Bytes; longer tokens are not looked at. */
const LONGEST = 8192;

/** Three parts in base64url, none of them empty: an unsigned token has an empty third one. */
const SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** RFC 7519 §5.1 and RFC 9068 §2.1. Others are tokens for something else, such as our own API keys. */
const TYPES = ["jwt", "at+jwt", "application/at+jwt"];

/**
 * Whether a text is a JWT that the server could have signed for an API, by its length, shape and type. Nothing is
 * asked of anybody for what is not. An extension that must be understood is none that we know (RFC 7515 §4.1.11). The
 * algorithm is jose's to check, before it asks for a key.
 */
export function isReadable(token: unknown): token is string {
  if (typeof token !== "string" || token.length > LONGEST || !SHAPE.test(token)) return false;
  const header = headerOf(token);
  return header !== undefined && header["crit"] === undefined && isType(header["typ"]);
}

function headerOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

function isType(typ: unknown): boolean {
  return typ === undefined || (typeof typ === "string" && TYPES.includes(typ.toLowerCase()));
}
