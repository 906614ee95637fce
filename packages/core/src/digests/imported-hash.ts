import { equalTexts } from "../equal-texts.js";
import type { DigestAlgorithm, DigestSubject } from "./digest.js";
import type { Peppers } from "./peppers.js";

const NAME = "imported";
const PURPOSE = "latchkey imported hash seal";
const KEPT = /^(?:hmac-)?sha(?:256|512):[A-Za-z0-9_-]{43,86}$/;
const SEAL_LENGTH = 43;

/**
 * Hashes that another system has made, SHA-2 or HMAC: `imported$v<pepper version>$<seal>`. The seal, HMAC(pepper, id ‖
 * hash), is all that is kept: it binds the hash to its row, and without the pepper no guess at a token can be checked. It
 * makes none of its own: what a token proves is made anew by the keyring's digest.
 */
export function importedHash(peppers: Peppers): DigestAlgorithm {
  const marks = peppers.versions.map((version) => ({ version, mark: `${NAME}$v${version}$` }));
  const isSame = equalTexts(SEAL_LENGTH);

  function seal(version: number, id: string, hash: string): string | undefined {
    return peppers.derivedHmac(version, PURPOSE, `${id}\n${hash}`)?.toString("base64url");
  }

  function matches({ id, foreign }: DigestSubject, digest: string): boolean {
    const known = marks.find(({ mark }) => digest.startsWith(mark));
    if (known === undefined || foreign === undefined) return false;
    const expected = seal(known.version, id, foreign.hash());
    return expected !== undefined && isSame(expected, digest.slice(known.mark.length));
  }

  return {
    name: NAME,
    marks: marks.map(({ mark }) => mark),
    create() {
      throw new Error("imported hashes are made by nobody here");
    },
    keep(id, hash) {
      const version = peppers.newest;
      const sealed = version === undefined || !KEPT.test(hash) ? undefined : seal(version, id, hash);
      return sealed === undefined ? null : `${NAME}$v${version}$${sealed}`;
    },
    matches,
  };
}
