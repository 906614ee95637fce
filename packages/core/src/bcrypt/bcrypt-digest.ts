import { hash as sha, timingSafeEqual } from "node:crypto";

import { ConfigurationError, checkOptionNames } from "../configuration-error.js";
import type { DigestAlgorithm, DigestFactory, DigestMatch, DigestSubject } from "../digests/digest.js";
import type { Peppers } from "../digests/peppers.js";
import { LatchkeyError } from "../latchkey-error.js";
import { boundedQueue } from "./bounded-queue.js";
import { slowHashing } from "./slow-hashing.js";

export interface BcryptDigestOptions {
  /** Cost of new digests, 10 to 14; default 10, about 65 ms of one core. */
  readonly rounds?: number;
  /** How many checks may wait while two are under way, 0 to 1,000; default 16. Further ones are refused as `busy` (503). */
  readonly queue?: number;
}

const NAME = "bcrypt";
/** For the whole process: where there is no thread for them, more would fill libuv's four. */
const queue = boundedQueue(2);
const bcrypt = slowHashing();
/** What another system has hashed is marked: it was not hashed with SHA-256 first. */
const FORM = /^bcrypt\$v([1-9]\d{0,9})\$([A-Za-z0-9_-]{43})((?:raw\$2[ab]|\$2b)\$1[0-4]\$[./A-Za-z0-9]{53})$/;
const RAW = "raw";
/** bcrypt looks at no more. */
const MOST_BYTES = 72;

/**
 * Keeps tokens as bcrypt hashes, for those who must: `bcrypt$v<pepper version>$<seal>$2b$…`. The token is hashed
 * with SHA-256 first, because bcrypt looks at 72 bytes only; the seal, HMAC(pepper, id ‖ hash), binds the hash to
 * its row, and a hash without its seal is never compared. Rounds outside 10 to 14 are refused before comparing.
 *
 * @example
 * createKeyring({ store, peppers, digests: [bcryptDigest({ rounds: 12 })], digest: "bcrypt" });
 */
export function bcryptDigest(options: BcryptDigestOptions = {}): DigestFactory {
  checkOptionNames("bcryptDigest", options, ["rounds", "queue"]);
  const rounds = wholeNumber("rounds", options.rounds ?? 10, 10, 14);
  const waiting = wholeNumber("queue", options.queue ?? 16, 0, 1000);

  return function bcryptWithPeppers(peppers: Peppers): DigestAlgorithm {
    const version = peppers.newest;
    if (version === undefined) {
      throw new ConfigurationError(
        "peppers",
        'must hold a pepper for bcryptDigest(), which seals its hashes; "none" does not do',
      );
    }

    async function create(subject: DigestSubject): Promise<string> {
      const hash = await queue.run(() => bcrypt.hash(prehash(subject), rounds), waiting);
      if (hash === "busy")
        throw new LatchkeyError("busy", "Too many keys are being made at once; try again.", {
          retryAfter: 1,
        });
      return sealed(subject.id, hash);
    }

    function sealed(id: string, hash: string): string {
      return `${NAME}$v${version}$${seal(peppers, version as number, id, hash)?.toString("base64url")}${hash}`;
    }

    /** A hash of another system; one of another form is none of bcrypt's. */
    function keep(id: string, hash: string): string | null {
      const kept = sealed(id, `${RAW}${hash}`);
      return FORM.test(kept) ? kept : null;
    }

    function matches(subject: DigestSubject, digest: string): DigestMatch | Promise<DigestMatch> {
      const [, sealedUnder, mac, hash] = FORM.exec(digest) ?? [];
      if (sealedUnder === undefined || mac === undefined || hash === undefined) return false;
      const expected = seal(peppers, Number(sealedUnder), subject.id, hash);
      if (expected === undefined || !timingSafeEqual(expected, Buffer.from(mac, "base64url"))) return false;
      if (!hash.startsWith(RAW)) return compared(prehash(subject), hash);
      const text = subject.foreign?.hashed;
      if (text === undefined || Buffer.byteLength(text) > MOST_BYTES) return false;
      return compared(text, hash.slice(RAW.length));
    }

    function compared(text: string, hash: string): Promise<DigestMatch> {
      return queue.run(() => bcrypt.compare(text, hash), waiting);
    }

    const marks = peppers.versions.map((each) => `${NAME}$v${each}$`);
    return { name: NAME, marks, slow: true, create, keep, matches };
  };
}

/** 44 characters of base64: within bcrypt's 72 bytes, without a NUL. */
function prehash({ token, foreign }: DigestSubject): string {
  return sha("sha256", foreign?.hashed ?? token, "base64");
}

function seal(peppers: Peppers, version: number, id: string, hash: string): Buffer | undefined {
  return peppers.derivedHmac(version, "latchkey bcrypt seal", `${id}\n${hash}`);
}

function wholeNumber(option: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ConfigurationError(option, `must be a whole number from ${least} to ${most}`);
}
