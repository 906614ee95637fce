import { crc32 } from "node:zlib";

import type { Environment } from "../keys/key-record.js";
import { base62OfUint32, isBase62, randomBase62 } from "./base62.js";

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
  const heads = prefixes.flatMap((prefix) =>
    accepted.map((env) => ({ prefix, env, text: `${prefix}_${env}_` })),
  );

  const beginnings = prefixes.flatMap((prefix) => [`${prefix}_live_`, `${prefix}_test_`]);

  function mintFor(id: string, env: Environment): MintedToken {
    const body = `${prefixes[0]}_${env}_${id}_${randomBase62(SECRET)}`;
    return { id, prefix: prefixes[0], env, token: body + checksum(body) };
  }

  function parse(token: unknown): OpaqueToken | null {
    if (typeof token !== "string" || token.length > LONGEST_TOKEN) return null;
    const head = heads.find(({ text }) => token.length === text.length + TAIL && token.startsWith(text));
    if (head === undefined) return null;
    const idEnd = head.text.length + KEY_ID;
    const checksumStart = token.length - CHECKSUM;
    if (token[idEnd] !== "_" || !isBase62(token, head.text.length, idEnd) || !isBase62(token, idEnd + 1))
      return null;
    if (checksum(token.slice(0, checksumStart)) !== token.slice(checksumStart)) return null;
    return { id: token.slice(head.text.length, idEnd), prefix: head.prefix, env: head.env };
  }

  return {
    prefix: prefixes[0],
    mint: (env) => mintFor(randomBase62(KEY_ID), env),
    mintFor,
    recognizes: (text) => beginnings.some((beginning) => text.startsWith(beginning)),
    parse,
  };
}

/** CRC-32 (ISO 3309) of an ASCII text. It finds mistakes, not forgeries; the digest does that. */
function checksum(text: string): string {
  return base62OfUint32(crc32(text));
}
