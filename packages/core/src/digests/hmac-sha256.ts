import { timingSafeEqual } from "node:crypto";

import type { DigestAlgorithm, DigestSubject } from "./digest.js";
import type { Peppers } from "./peppers.js";

const NAME = "hmac-sha256";
const FORM = /^hmac-sha256\$v([1-9]\d{0,9})\$([A-Za-z0-9_-]{43})$/;

/**
 * HMAC-SHA-256 of the whole token under a pepper: `hmac-sha256$v<version>$<base64url>`. A secret of 112 bits or more
 * needs no slow hash (OWASP ASVS 5.0 §6.5.2, NIST SP 800-63B); without the pepper a stolen row makes no token, and
 * nobody who can only write to the database can make a row for a token of theirs.
 */
export function hmacSha256(peppers: Peppers): DigestAlgorithm {
  function create({ token }: DigestSubject): string {
    const version = peppers.newest;
    const mac = version === undefined ? undefined : peppers.hmac(version, token);
    if (mac === undefined) throw new Error("hmac-sha256 needs a pepper");
    return `${NAME}$v${version}$${mac.toString("base64url")}`;
  }

  function matches({ token }: DigestSubject, digest: string): boolean {
    const [, version, mac] = FORM.exec(digest) ?? [];
    if (version === undefined || mac === undefined) return false;
    const expected = peppers.hmac(Number(version), token);
    return expected !== undefined && timingSafeEqual(expected, Buffer.from(mac, "base64url"));
  }

  return { name: NAME, marks: peppers.versions.map((version) => `${NAME}$v${version}$`), create, matches };
}
