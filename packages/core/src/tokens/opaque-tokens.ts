import type { Environment } from "../keys/key-record.js";
import { base62OfUint32, base62Value, numberOfBase62, randomBase62 } from "./base62.js";
import { CRC_BEGIN, crcEnd, crcNext } from "./crc32.js";

/** What a well-formed token says about itself; nothing of it is proven yet. */
export interface OpaqueToken {
  readonly id: string;
  readonly prefix: string;
  readonly env: Environment;
}

export interface MintedToken extends OpaqueToken {
  readonly token: string;
}

/** Mints and reads tokens of the shape `<prefix>_<env>_<id:16>_<secret:43><crc:6>`. */
export interface OpaqueTokens {
  readonly prefix: string;
  /** A new token with a new id. */
  mint(env: Environment): MintedToken;
  /** A new token for a key that exists, whatever prefix its old one has. */
  mintFor(id: string, env: Environment): MintedToken;
  /** Whether a text begins with one of the prefixes and an environment, accepted or not: it is no token of others. */
  recognizes(text: string): boolean;
  /** Reads a token: length, then shape, then checksum. Null for whatever is not a token of ours. */
  parse(token: unknown): OpaqueToken | null;
}

/** Longest token that is looked at, in bytes. */
export const LONGEST_TOKEN = 256;

/** Characters of a key's id. */
export const KEY_ID = 16;
/** 43 base62 characters hold 256.03 bits. */
const SECRET = 43;
const CHECKSUM = 6;
const TAIL = KEY_ID + 1 + SECRET + CHECKSUM;

/** Tokens with these prefixes: the first mints, all are read, in the environments accepted. */
export function opaqueTokens(
  prefixes: readonly [string, ...string[]],
  accepted: readonly Environment[],
): OpaqueTokens {
  const heads = prefixes.flatMap((prefix) => accepted.map((env) => headOf(prefix, env)));
  const beginnings = prefixes.flatMap((prefix) => [`${prefix}_live_`, `${prefix}_test_`]);

  function mintFor(id: string, env: Environment): MintedToken {
    const body = `${prefixes[0]}_${env}_${id}_${randomBase62(SECRET)}`;
    return { id, prefix: prefixes[0], env, token: body + base62OfUint32(crc32(body)) };
  }

  function parse(token: unknown): OpaqueToken | null {
    if (typeof token !== "string" || token.length > LONGEST_TOKEN) return null;
    for (const head of heads)
      if (token.length === head.text.length + TAIL && token.startsWith(head.text))
        return parseTail(token, head);
    return null;
  }

  return {
    prefix: prefixes[0],
    mint: (env) => mintFor(randomBase62(KEY_ID), env),
    mintFor,
    recognizes: (text) => beginnings.some((beginning) => text.startsWith(beginning)),
    parse,
  };
}

/** What tokens of one prefix and environment begin with. */
interface Head extends Omit<OpaqueToken, "id"> {
  readonly text: string;
  /** The CRC-32's remainder behind the text: it is the same for all of them. */
  readonly remainder: number;
}

function headOf(prefix: string, env: Environment): Head {
  const text = `${prefix}_${env}_`;
  return { prefix, env, text, remainder: remainderOf(text, CRC_BEGIN) };
}

/**
 * Reads what follows the head of a token that is as long as it should be: `<id:16>_<secret:43><crc:6>`. It is gone
 * over once, for characters and checksum together. The checksum finds mistakes, not forgeries; the digest does that.
 */
function parseTail(token: string, { text, prefix, env, remainder: begin }: Head): OpaqueToken | null {
  const idEnd = text.length + KEY_ID;
  const checksumStart = token.length - CHECKSUM;
  if (token.charCodeAt(idEnd) !== UNDERSCORE) return null;
  let remainder = begin;
  // Negative as soon as one of them is no base62: asked once, behind the loop.
  let values = 0;
  for (let index = text.length; index < checksumStart; index++) {
    const code = token.charCodeAt(index);
    if (index !== idEnd) values |= base62Value(code);
    remainder = crcNext(remainder, code);
  }
  if (values < 0 || numberOfBase62(token, checksumStart) !== crcEnd(remainder)) return null;
  return { id: token.slice(text.length, idEnd), prefix, env };
}

const UNDERSCORE = "_".charCodeAt(0);

/** The CRC-32 of an ASCII text. */
function crc32(text: string): number {
  return crcEnd(remainderOf(text, CRC_BEGIN));
}

function remainderOf(text: string, begin: number): number {
  let remainder = begin;
  for (let index = 0; index < text.length; index++) remainder = crcNext(remainder, text.charCodeAt(index));
  return remainder;
}
