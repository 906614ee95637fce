import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A token of the documented shape with a checksum that holds and an id that nobody has, as anybody can make one. */
export function unknownToken(prefix: string): string {
  const body = `${prefix}_live_${base62(16)}_${base62(43)}`;
  return body + checksumOf(body);
}

export function base62(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(62))).join("");
}

export function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let digit = 0; digit < 6; digit++) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
