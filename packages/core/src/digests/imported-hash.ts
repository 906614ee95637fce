import { equalTexts } from "../equal-texts.js";
import type { DigestAlgorithm, DigestSubject } from "./digest.js";
import type { Peppers } from "./peppers.js";

const NAME = "imported";
const PURPOSE = "latchkey imported hash seal";
const FORM =
  /^imported\$v([1-9]\d{0,9})\$([A-Za-z0-9_-]{43})\$((?:hmac-)?sha(?:256|512):([A-Za-z0-9_-]{43,86}))$/;
const KEPT = /^(?:hmac-)?sha(?:256|512):[A-Za-z0-9_-]{43,86}$/;
const SEAL_LENGTH = 43;

/**
 * Hashes that another system has made, SHA-2 or HMAC: `imported$v<pepper version>$<seal>$<algorithm>:<base64url>`. The
 * seal, HMAC(pepper, id ‖ hash), binds the hash to its row; one without its seal is never compared. It makes none of
 * its own: what a token proves is made anew by the keyring's digest.
 */
export function importedHash(peppers: Peppers): DigestAlgorithm {
  const isSealed = equalTexts(SEAL_LENGTH);

  function seal(version: number, id: string, hash: string): string | undefined {
    return peppers.derivedHmac(version, PURPOSE, `${id}\n${hash}`)?.toString("base64url");
  }

  function matches({ id, foreign }: DigestSubject, digest: string): boolean {
    const [, version, sealed, hash] = FORM.exec(digest) ?? [];
    if (version === undefined || sealed === undefined || hash === undefined) return false;
    const expected = seal(Number(version), id, hash);
    if (expected === undefined || !isSealed(expected, sealed) || foreign === undefined) return false;
    return equalTexts(hash.length)(foreign.hash(), hash);
  }

  return {
    name: NAME,
    marks: peppers.versions.map((version) => `${NAME}$v${version}$`),
    create() {
      throw new Error("imported hashes are made by nobody here");
    },
    keep(id, hash) {
      const version = peppers.newest;
      const sealed = version === undefined || !KEPT.test(hash) ? undefined : seal(version, id, hash);
      return sealed === undefined ? null : `${NAME}$v${version}$${sealed}$${hash}`;
    },
    matches,
  };
}
