import { base62, checksumOf, unknownToken } from "../subjects/unknown-token.ts";
import { PREFIX } from "./flooded-keyring.ts";

export type TokenKind = "unknown" | "wrongSecret" | "malformed";

/** Tokens that open nothing, as anybody can make them, each of them different. */
export const WRONG: Readonly<Record<TokenKind, (good: string, index: number) => string>> = {
  unknown: () => unknownToken(PREFIX),
  wrongSecret,
  malformed: (good, index) => MALFORMED[index % MALFORMED.length]?.(good, index) ?? "",
};

/** The id of a key that exists, another secret, and a checksum that holds. */
function wrongSecret(good: string): string {
  const body = good.slice(0, good.lastIndexOf("_") + 1) + base62(43);
  return body + checksumOf(body);
}

const MALFORMED: readonly ((good: string, index: number) => string)[] = [
  // The checksum does not hold.
  (good) => `${wrongSecret(good).slice(0, -6)}000000`,
  (good) => good.slice(0, -1),
  (_, index) => `undefined${index}`,
  (_, index) => `${index}`.padEnd(4_000, "a"),
];
