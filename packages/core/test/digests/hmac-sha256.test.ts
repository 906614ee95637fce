import fc from "fast-check";

import { hmacSha256 } from "../../src/digests/hmac-sha256.js";
import { peppersOf, type Pepper, type Peppers } from "../../src/digests/peppers.js";

const ONE = { version: 1, secret: "pepper one, 32 bytes at the least" };
const TWO = { version: 2, secret: "pepper two, 32 bytes at the least" };
const SUBJECT = {
  id: "7Fq2mX0cRt9aLw4Z",
  token: "acme_live_7Fq2mX0cRt9aLw4Z_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq3rCvDM",
};
/** Computed by another HMAC. */
const MAC = "i2yqAXKLVyHU5LVQPbRuraf9hqLQPJiB8c7WmIs0krg";

/** The pepper by itself, or undefined when its version is refused. */
function allowed(pepper: Pepper): Peppers | undefined {
  try {
    return peppersOf([pepper]);
  } catch {
    return undefined;
  }
}

const one = hmacSha256(peppersOf([ONE]));
const two = hmacSha256(peppersOf([TWO]));
const both = hmacSha256(peppersOf([TWO, ONE]));

describe("hmac-sha256", () => {
  it("is hmac-sha256$v<version>$<HMAC of the whole token, base64url>", () => {
    expect(one.create(SUBJECT)).toBe(`hmac-sha256$v1$${MAC}`);
  });

  it("matches its token and no other", () => {
    const digest = one.create(SUBJECT) as string;
    expect(one.matches(SUBJECT, digest)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (token) =>
        expect(one.matches({ ...SUBJECT, token }, digest)).toBe(token === SUBJECT.token),
      ),
    );
  });

  it("goes on matching after a new pepper is put in front, and makes new digests under that", () => {
    const old = one.create(SUBJECT) as string;
    const fresh = both.create(SUBJECT) as string;
    expect(fresh).toMatch(/^hmac-sha256\$v2\$/);
    expect([both.matches(SUBJECT, old), both.matches(SUBJECT, fresh)]).toEqual([true, true]);
    expect([two.matches(SUBJECT, old), two.matches(SUBJECT, fresh)]).toEqual([false, true]);
    expect(one.matches(SUBJECT, fresh)).toBe(false);
  });

  it("does not match under another pepper of the same version", () => {
    const foreign = hmacSha256(peppersOf([{ ...TWO, version: 1 }]));
    expect(foreign.matches(SUBJECT, one.create(SUBJECT) as string)).toBe(false);
  });

  it("does not take the digest of one version for that of another", () => {
    expect(both.matches(SUBJECT, `hmac-sha256$v2$${MAC}`)).toBe(false);
  });

  it("matches under every version that peppers may have", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (version) => {
        const peppers = allowed({ ...ONE, version });
        if (peppers === undefined) return;
        const { create, matches } = hmacSha256(peppers);
        expect(matches(SUBJECT, create(SUBJECT) as string)).toBe(true);
      }),
      { examples: [[1], [2 ** 31], [9_999_999_999], [10_000_000_000], [Number.MAX_SAFE_INTEGER]] },
    );
  });

  it("refuses to make one without a pepper", () => {
    expect(() => hmacSha256(peppersOf("none")).create(SUBJECT)).toThrow("needs a pepper");
  });

  it.each([
    "",
    "$",
    "hmac-sha256",
    "hmac-sha256$v1$",
    MAC,
    `hmac-sha256$${MAC}`,
    `hmac-sha256$v$${MAC}`,
    `hmac-sha256$v0$${MAC}`,
    `hmac-sha256$v01$${MAC}`,
    `hmac-sha256$v+1$${MAC}`,
    `hmac-sha256$v1.0$${MAC}`,
    `hmac-sha256$v3$${MAC}`,
    `hmac-sha256$v${"9".repeat(400)}$${MAC}`,
    `HMAC-SHA256$v1$${MAC}`,
    ` hmac-sha256$v1$${MAC}`,
    `hmac-sha256$v1$${MAC}\n`,
    `hmac-sha256$v1$${MAC}\0`,
    `hmac-sha256$v1$${MAC}=`,
    `hmac-sha256$v1$${MAC}A`,
    `hmac-sha256$v1$${MAC.slice(1)}`,
    `hmac-sha256$v1$${MAC.replace("i", "+")}`,
    `sha256$${MAC}`,
    `hmac-sha256$v1$${MAC}`.repeat(20_000),
  ])("does not match a digest of another form: %.60s", (digest) => {
    expect(one.matches(SUBJECT, digest)).toBe(false);
  });
});
