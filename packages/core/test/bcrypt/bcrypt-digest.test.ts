import { bcryptDigest } from "../../src/bcrypt/index.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { watchBcrypt } from "./watch-bcrypt.js";

const ONE = { version: 1, secret: "pepper one, 32 bytes at the least" };
const TWO = { version: 2, secret: "pepper two, 32 bytes at the least" };
const ID = "7Fq2mX0cRt9aLw4Z";
const TOKEN = "acme_live_7Fq2mX0cRt9aLw4Z_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq3rCvDM";
const SUBJECT = { id: ID, token: TOKEN };

const peppers = peppersOf([ONE]);
const one = bcryptDigest()(peppers);
const watched = watchBcrypt();

/** A digest as if an honest keyring had sealed this hash to this row. */
function sealed(hash: string, id = ID, under = peppers, version = 1): string {
  const seal = under.derivedHmac(version, "latchkey bcrypt seal", `${id}\n${hash}`);
  return `bcrypt$v${version}$${seal?.toString("base64url")}${hash}`;
}

let digest: string;
let hash: string;

beforeAll(async () => {
  digest = await one.create(SUBJECT);
  hash = digest.slice(digest.indexOf("$2b$"));
});
beforeEach(() => watched.reset());

describe("a bcrypt digest", () => {
  it("is bcrypt$v<version>$<seal>$2b$<rounds>$…, the seal an HMAC over id and hash", () => {
    expect(digest).toMatch(/^bcrypt\$v1\$[A-Za-z0-9_-]{43}\$2b\$10\$[./A-Za-z0-9]{53}$/);
    expect(digest).toBe(sealed(hash));
    expect(sealed(`$2b$10$${"a".repeat(53)}`)).toContain("q8LOq-b3v_4n7St44-HtzaCu1-iyRzcnPeWhiaeUrAU");
  });

  it("matches its token and no other", async () => {
    expect(await one.matches(SUBJECT, digest)).toBe(true);
    expect(await one.matches({ id: ID, token: `${TOKEN.slice(0, -1)}N` }, digest)).toBe(false);
  });

  it("costs the rounds it was told to", async () => {
    expect(await bcryptDigest({ rounds: 11 })(peppers).create(SUBJECT)).toContain("$2b$11$");
  });

  it("goes on matching after a new pepper is put in front, and not without the old one", async () => {
    expect(await bcryptDigest()(peppersOf([TWO, ONE])).matches(SUBJECT, digest)).toBe(true);
    expect(await bcryptDigest()(peppersOf([TWO])).matches(SUBJECT, digest)).toBe(false);
    expect(await bcryptDigest()(peppersOf([TWO, ONE])).create(SUBJECT)).toMatch(/^bcrypt\$v2\$/);
  });
});

/** SECURITY.md 10: bcrypt itself looks at 72 bytes only, and stops at a NUL. */
describe("tokens that bcrypt by itself would take for one another", () => {
  it.each([
    ["72 bytes alike", "a".repeat(72), "b", "c"],
    ["255 bytes alike", "a".repeat(255), "b", "c"],
    ["alike up to a NUL", "acme\0", "b", "c"],
    ["one the other's beginning", "a".repeat(72), "", "c"],
  ])("do not match each other's digest: %s", async (_, alike, end, otherEnd) => {
    const [first, second] = [alike + end, alike + otherEnd];
    const kept = await one.create({ id: ID, token: first });
    expect(await one.matches({ id: ID, token: first }, kept)).toBe(true);
    expect(await one.matches({ id: ID, token: second }, kept)).toBe(false);
  });
});

/** SECURITY.md 8, and the ceiling of 10: what stands in a row was perhaps put there by somebody else. */
describe("a bcrypt hash that is not exactly one of ours is never compared", () => {
  const chosen = () => hash.slice(hash.indexOf("$2b$10$") + 7);

  it.each<[string, () => string]>([
    ["without a seal", () => hash],
    ["with an empty seal", () => `bcrypt$v1$${hash}`],
    ["with an invented seal", () => `bcrypt$v1$${"A".repeat(43)}${hash}`],
    ["sealed to another row", () => sealed(hash, "0000000000000000")],
    ["sealed under another pepper", () => sealed(hash, ID, peppersOf([{ ...TWO, version: 1 }]))],
    ["sealed under a pepper not configured", () => sealed(hash, ID, peppersOf([TWO]), 2)],
    ["sealed for another hash", () => digest.slice(0, -53) + "a".repeat(53)],
    ["of the form $2y$", () => sealed(`$2y$10$${chosen()}`)],
    ["of the form $2a$", () => sealed(`$2a$10$${chosen()}`)],
    ["at cost 9", () => sealed(`$2b$09$${chosen()}`)],
    ["at cost 15", () => sealed(`$2b$15$${chosen()}`)],
    ["at cost 22", () => sealed(`$2b$22$${chosen()}`)],
    ["at cost 31", () => sealed(`$2b$31$${chosen()}`)],
    ["with a NUL and junk behind", () => sealed(`${hash}\0junk`)],
    ["with a line feed behind", () => sealed(`${hash}\n`)],
    ["cut short", () => sealed(hash.slice(0, -1))],
    ["under version 0", () => digest.replace("$v1$", "$v0$")],
    ["under version 01", () => digest.replace("$v1$", "$v01$")],
  ])("%s", async (_, forged) => {
    // Really comparing one at cost 31 would take days.
    watched.instead = true;
    expect(await one.matches(SUBJECT, forged())).toBe(false);
    expect(watched).toMatchObject({ compares: 0, onThePool: 0 });
  });

  it("while one of ours is", async () => {
    expect(await one.matches(SUBJECT, sealed(hash))).toBe(true);
    expect(watched.compares).toBe(1);
  });
});

describe("the options of bcryptDigest", () => {
  it.each<[object, string]>([
    [{ rounds: 9 }, "option `rounds` must be a whole number from 10 to 14"],
    [{ rounds: 15 }, "option `rounds` must be a whole number from 10 to 14"],
    [{ rounds: 10.5 }, "option `rounds`"],
    [{ rounds: "10" }, "option `rounds`"],
    [{ queue: -1 }, "option `queue` must be a whole number from 0 to 1000"],
    [{ queue: 1001 }, "option `queue`"],
    [{ queue: Infinity }, "option `queue`"],
    [{ round: 10 }, "did you mean `rounds`?"],
  ])("refuse %p", (options, message) => {
    expect(() => bcryptDigest(options)).toThrow(message);
  });

  it("take every number they may", () => {
    for (const rounds of [10, 14]) expect(bcryptDigest({ rounds })(peppers).name).toBe("bcrypt");
    for (const queue of [0, 1000]) expect(bcryptDigest({ queue })(peppers).name).toBe("bcrypt");
  });

  it("want a pepper to seal with", () => {
    expect(() => bcryptDigest()(peppersOf("none"))).toThrow("option `peppers` must hold a pepper");
  });
});
