import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The largest multiple of 62 in a byte: bytes from here on are thrown away, so that every character is equally likely. */
const UNBIASED = 248;

const IS_BASE62 = new Uint8Array(128);
for (const character of ALPHABET) IS_BASE62[character.charCodeAt(0)] = 1;

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

/** Whether `text` is base62 from `start` to `end`; one pass, no regular expression. */
export function isBase62(text: string, start = 0, end = text.length): boolean {
  for (let index = start; index < end; index++) {
    if (IS_BASE62[text.charCodeAt(index)] !== 1) return false;
  }
  return true;
}
