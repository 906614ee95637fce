import { sha256 } from "../../src/digests/sha256.js";

const SUBJECT = {
  id: "7Fq2mX0cRt9aLw4Z",
  token: "acme_live_7Fq2mX0cRt9aLw4Z_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq3rCvDM",
};
/** Computed by another SHA-256. */
const HASH = "wewyZT64IjUidrNKFQFbYl4npKBUtGuBOxiXSHzi9rE";

const { create, matches } = sha256();

describe("sha256", () => {
  it("is sha256$<SHA-256 of the whole token, base64url>", () => {
    expect(create(SUBJECT)).toBe(`sha256$${HASH}`);
  });

  it("matches its token and no other", () => {
    expect(matches(SUBJECT, `sha256$${HASH}`)).toBe(true);
    expect(matches({ ...SUBJECT, token: `${SUBJECT.token} ` }, `sha256$${HASH}`)).toBe(false);
    expect(matches({ ...SUBJECT, token: "" }, `sha256$${HASH}`)).toBe(false);
  });

  it.each([
    "",
    "sha256$",
    HASH,
    `sha256$${HASH}\n`,
    `sha256$${HASH}=`,
    `sha256$${HASH.slice(1)}`,
    `SHA256$${HASH}`,
    `sha256$v1$${HASH}`,
    `hmac-sha256$v1$${HASH}`,
  ])("does not match a digest of another form: %s", (digest) => {
    expect(matches(SUBJECT, digest)).toBe(false);
  });
});
