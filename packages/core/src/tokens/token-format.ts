import { crc32 } from "node:zlib";

import type { Environment } from "../keys/key-record.js";
import { base62OfUint32, isBase62, randomBase62 } from "./base62.js";

/** What a well-formed token says about itself; nothing of it is proven yet. */
export interface ParsedToken {
  readonly id: string;
  readonly prefix: string;
  readonly env: Environment;
}

export interface MintedToken extends ParsedToken {
  readonly token: string;
}

/** Mints and reads tokens of the shape `<prefix>_<env>_<id:16>_<secret:43><crc:6>`. */
export interface TokenFormat {
  readonly prefix: string;
  /** A new token with a new id. */
  mint(env: Environment): MintedToken;
  /** A new token for a key that exists, whatever prefix its old one has. */
  mintFor(id: string, env: Environment): MintedToken;
  /** Reads a token: length, then shape, then checksum. Null for whatever is not a token of ours. */
  parse(token: unknown): ParsedToken | null;
}

/** Longest token that is looked at, in bytes. */
export const LONGEST_TOKEN = 256;

const ID = 16;
/** 43 base62 characters hold 256.03 bits. */
const SECRET = 43;
const CHECKSUM = 6;
const TAIL = ID + 1 + SECRET + CHECKSUM;

/** Tokens with these prefixes: the first mints, all are read, in the environments accepted. */
export function tokenFormat(
  prefixes: readonly [string, ...string[]],
  accepted: readonly Environment[],
): TokenFormat {
  const heads = prefixes.flatMap((prefix) =>
    accepted.map((env) => ({ prefix, env, text: `${prefix}_${env}_` })),
  );

  function mintFor(id: string, env: Environment): MintedToken {
    const body = `${prefixes[0]}_${env}_${id}_${randomBase62(SECRET)}`;
    return { id, prefix: prefixes[0], env, token: body + checksum(body) };
  }

  function parse(token: unknown): ParsedToken | null {
    if (typeof token !== "string" || token.length > LONGEST_TOKEN) return null;
    const head = heads.find(({ text }) => token.length === text.length + TAIL && token.startsWith(text));
    if (head === undefined) return null;
    const idEnd = head.text.length + ID;
    const checksumStart = token.length - CHECKSUM;
    if (token[idEnd] !== "_" || !isBase62(token, head.text.length, idEnd) || !isBase62(token, idEnd + 1))
      return null;
    if (checksum(token.slice(0, checksumStart)) !== token.slice(checksumStart)) return null;
    return { id: token.slice(head.text.length, idEnd), prefix: head.prefix, env: head.env };
  }

  return { prefix: prefixes[0], mint: (env) => mintFor(randomBase62(ID), env), mintFor, parse };
}

/** CRC-32 (ISO 3309) of an ASCII text. It finds mistakes, not forgeries; the digest does that. */
function checksum(text: string): string {
  return base62OfUint32(crc32(text));
}
