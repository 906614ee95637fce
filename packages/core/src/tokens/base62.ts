import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The largest multiple of 62 in a byte: bytes from here on are thrown away, so that every character is equally likely. */
const UNBIASED = 248;

/** The value of each character by its code; -1 for those that are not base62. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** `length` base62 characters from the system's CSPRNG, by rejection sampling. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(2 * (length - text.length))) {
      if (byte < UNBIASED && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** A number below 2^32 as six base62 characters. */
export function base62OfUint32(value: number): string {
  let text = "";
  for (let rest = value, digit = 0; digit < 6; digit++, rest = Math.floor(rest / 62)) {
    text = ALPHABET.charAt(rest % 62) + text;
  }
  return text;
}

/** The number that base62 characters from `start` to the end of `text` stand for; NaN when one of them is none. */
export function numberOfBase62(text: string, start: number): number {
  let number = 0;
  for (let index = start; index < text.length; index++) {
    const value = base62Value(text.charCodeAt(index));
    if (value === -1) return Number.NaN;
    number = number * 62 + value;
  }
  return number;
}

/** Whether `text` is base62; one pass, no regular expression. */
export function isBase62(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (base62Value(text.charCodeAt(index)) === -1) return false;
  }
  return true;
}

/** The value of a character, given by its code; -1 for what is not base62. */
export function base62Value(code: number): number {
  return code < 128 ? (VALUES[code] as number) : -1;
}
