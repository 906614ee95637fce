import { equalTexts } from "../equal-texts.js";
import type { DigestAlgorithm, DigestSubject } from "./digest.js";
import type { Peppers } from "./peppers.js";

const NAME = "hmac-sha256";
/** Its digest, base64url: 256 bits. */
const MAC = /^[A-Za-z0-9_-]{43}$/;
const MAC_LENGTH = 43;

/**
 * HMAC-SHA-256 of the whole token under a pepper: `hmac-sha256$v<version>$<base64url>`. A secret of 112 bits or more
 * needs no slow hash (OWASP ASVS 5.0 §6.5.2, NIST SP 800-63B); without the pepper a stolen row makes no token, and
 * nobody who can only write to the database can make a row for a token of theirs.
 */
export function hmacSha256(peppers: Peppers): DigestAlgorithm {
  const marks = peppers.versions.map((version) => ({ version, mark: `${NAME}$v${version}$` }));
  const isSame = equalTexts(MAC_LENGTH);

  function create(subject: DigestSubject): string {
    const version = peppers.newest;
    const mac = version === undefined ? undefined : peppers.hmacText(version, covered(subject));
    if (mac === undefined) throw new Error("hmac-sha256 needs a pepper");
    return `${NAME}$v${version}$${mac}`;
  }

  function matches(subject: DigestSubject, digest: string): boolean {
    const known = marks.find(({ mark }) => digest.startsWith(mark));
    if (known === undefined) return false;
    const mac = digest.slice(known.mark.length);
    const expected = MAC.test(mac) ? peppers.hmacText(known.version, covered(subject)) : undefined;
    return expected !== undefined && isSame(expected, mac);
  }

  return { name: NAME, marks: marks.map(({ mark }) => mark), create, matches };
}

/**
 * Our tokens hold the id of their row; one of another system does not, and its digest could be copied to a stronger row.
 * What that system has hashed of it is what it compared.
 */
function covered({ id, token, foreign }: DigestSubject): string {
  return foreign === undefined ? token : `${id}\n${foreign.hashed}`;
}
