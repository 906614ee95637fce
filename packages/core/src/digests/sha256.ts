import { hash, timingSafeEqual } from "node:crypto";

import type { DigestAlgorithm, DigestSubject } from "./digest.js";

const NAME = "sha256";
const FORM = /^sha256\$([A-Za-z0-9_-]{43})$/;

/**
 * SHA-256 of the whole token, `sha256$<base64url>`, for keyrings that go without a pepper. A stolen row makes no
 * token either, but whoever can write to the database can make a row for a token of theirs.
 */
export function sha256(): DigestAlgorithm {
  function create({ token }: DigestSubject): string {
    return `${NAME}$${hash("sha256", token, "base64url")}`;
  }

  function matches({ token }: DigestSubject, digest: string): boolean {
    const [, stored] = FORM.exec(digest) ?? [];
    if (stored === undefined) return false;
    return timingSafeEqual(hash("sha256", token, "buffer"), Buffer.from(stored, "base64url"));
  }

  return { name: NAME, create, matches };
}
