import { crc32 } from "node:zlib";

import { base62OfUint32 } from "../src/tokens/base62.js";

export interface TokenParts {
  readonly prefix: string;
  readonly env: string;
  readonly id: string;
  readonly secret: string;
}

/** A token of these parts with a right checksum, which anybody can make. */
export function forgedToken({ prefix, env, id, secret }: TokenParts): string {
  return withChecksum(`${prefix}_${env}_${id}_${secret}`);
}

/** Any text with the checksum of a token behind it. */
export function withChecksum(text: string): string {
  return text + base62OfUint32(crc32(text));
}

/** The parts of a well-formed token. */
export function partsOf(token: string): TokenParts {
  const [prefix = "", env = "", id = "", tail = ""] = token.split("_");
  return { prefix, env, id, secret: tail.slice(0, -6) };
}

/** The same token with another secret, well-formed. */
export function withWrongSecret(token: string): string {
  const { secret, ...rest } = partsOf(token);
  return forgedToken({ ...rest, secret: [...secret].reverse().join("") });
}
