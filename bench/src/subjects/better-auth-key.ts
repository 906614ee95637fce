import { randomInt } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A key as better-auth makes them without being told otherwise. */
export function betterAuthKey(): string {
  return letters(64);
}

/** Its ids look alike. */
export function letters(length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
}
