import fc from "fast-check";

import { LONGEST_TOKEN, opaqueTokens } from "../../src/tokens/opaque-tokens.js";
import { forgedToken, withChecksum } from "../forged-token.js";

/** Its checksum was computed by another CRC-32. */
const TOKEN = "acme_live_7Fq2mX0cRt9aLw4Z_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq3rCvDM";
const ID = "7Fq2mX0cRt9aLw4Z";
const SECRET = "A".repeat(43);

const format = opaqueTokens(["acme"], ["live"]);
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("minting", () => {
  it("makes <prefix>_<env>_<id:16>_<secret:43><crc:6>", () => {
    const { token, id } = format.mint("test");
    expect(token).toMatch(/^acme_test_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}$/);
    expect(token.split("_")[2]).toBe(id);
  });

  it("makes what parsing reads, under every prefix the grammar allows", () => {
    const prefixes = fc.stringMatching(/^[a-z][a-z0-9]{1,15}$/);
    fc.assert(
      fc.property(prefixes, fc.constantFrom("live", "test"), (prefix, env) => {
        const { mint, parse } = opaqueTokens([prefix], ["live", "test"]);
        const { token, ...rest } = mint(env);
        expect(parse(token)).toEqual(rest);
        expect(rest).toMatchObject({ prefix, env });
        expect(Buffer.byteLength(token)).toBeLessThanOrEqual(LONGEST_TOKEN);
      }),
    );
  });

  it("makes another token for an id that has one, with the first prefix", () => {
    const { mintFor, parse } = opaqueTokens(["fresh", "acme"], ["live"]);
    const [first, second] = [mintFor(ID, "live"), mintFor(ID, "live")];
    for (const { token, ...rest } of [first, second]) {
      expect(rest).toEqual({ id: ID, prefix: "fresh", env: "live" });
      expect(parse(token)).toEqual(rest);
    }
    expect(first.token).not.toBe(second.token);
  });

  it("uses the first prefix, while parsing reads all", () => {
    const { mint, parse } = opaqueTokens(["fresh", "acme"], ["live"]);
    expect(mint("live").token).toMatch(/^fresh_live_/);
    expect(parse(TOKEN)).toEqual({ id: ID, prefix: "acme", env: "live" });
  });
});

describe("parsing", () => {
  it("reads a token with the checksum of ISO 3309", () => {
    expect(format.parse(TOKEN)).toEqual({ id: ID, prefix: "acme", env: "live" });
  });

  it("refuses what is not a string, without asking it to become one", () => {
    const asked = jest.fn(() => TOKEN);
    const junk: unknown[] = [
      undefined,
      null,
      true,
      0,
      Number.NaN,
      1n,
      Symbol("token"),
      [],
      [TOKEN],
      {},
      Buffer.from(TOKEN),
      new String(TOKEN),
      () => TOKEN,
      { toString: asked, length: TOKEN.length, startsWith: asked },
    ];
    expect(junk.map(format.parse)).toEqual(junk.map(() => null));
    expect(asked).not.toHaveBeenCalled();
  });

  const tokenOf = (fields: { prefix?: string; env?: string; id?: string; secret?: string }) =>
    forgedToken({ prefix: "acme", env: "live", id: ID, secret: SECRET, ...fields });

  it.each([
    ["empty", ""],
    ["the word undefined", "undefined"],
    ["the word null", "null"],
    ["a stringified object", "[object Object]"],
    ["two percent signs", "%%"],
    ["a scheme in front", `Bearer ${TOKEN}`],
    ["a space in front", ` ${TOKEN}`],
    ["a line feed behind", `${TOKEN}\n`],
    ["a NUL behind", `${TOKEN}\0`],
    ["twice", TOKEN + TOKEN],
    ["another prefix", tokenOf({ prefix: "acmf" })],
    ["a longer prefix", tokenOf({ prefix: "acmee" })],
    ["no prefix", tokenOf({ prefix: "" })],
    ["the prefix in capitals", tokenOf({ prefix: "ACME" })],
    ["an environment not accepted", tokenOf({ env: "test" })],
    ["no environment", tokenOf({ env: "" })],
    ["the environment in capitals", tokenOf({ env: "LIVE" })],
    ["an id of 15", tokenOf({ id: ID.slice(1) })],
    ["an id of 17", tokenOf({ id: `${ID}0` })],
    ["the underscore one place early", tokenOf({ id: ID.slice(1), secret: `${SECRET}A` })],
    ["the underscore one place late", tokenOf({ id: `${ID}0`, secret: SECRET.slice(1) })],
    ["a digit for the last underscore", withChecksum(`acme_live_${ID}0${SECRET}`)],
    ["a hyphen for the last underscore", withChecksum(`acme_live_${ID}-${SECRET}`)],
    ["a hyphen for the first underscore", withChecksum(`acme-live_${ID}_${SECRET}`)],
    ["a secret of 42", tokenOf({ secret: SECRET.slice(1) })],
    ["a secret of 44", tokenOf({ secret: `${SECRET}A` })],
    ["a hyphen in the id", tokenOf({ id: `-${ID.slice(1)}` })],
    ["an underscore in the secret", tokenOf({ secret: `_${SECRET.slice(1)}` })],
    ["a digit of another script in the id", tokenOf({ id: `１${ID.slice(1)}` })],
    ["latin-1 in the secret", tokenOf({ secret: `é${SECRET.slice(1)}` })],
    ["half a surrogate pair in the id", tokenOf({ id: `\ud800${ID.slice(1)}` })],
    ["half a surrogate pair in the secret", tokenOf({ secret: `${SECRET.slice(1)}\udc00` })],
  ])("refuses %s, checksum or not", (_, token) => expect(format.parse(token)).toBeNull());

  it("refuses 16 KB and a megabyte of anything", () => {
    for (const size of [16 * 1024, 1024 * 1024]) {
      for (const unit of ["a", "acme_live_", "_", "\0", "\ud800", "é", TOKEN]) {
        expect(format.parse(unit.repeat(size / unit.length))).toBeNull();
        expect(format.parse(TOKEN + unit.repeat(size / unit.length))).toBeNull();
      }
    }
  });

  it("refuses every string that is not a token, and a token with anything around it", () => {
    const anything = fc.string({ unit: "binary", maxLength: 300 });
    const something = fc.string({ unit: "binary", minLength: 1 });
    fc.assert(fc.property(anything, (text) => expect(format.parse(text)).toBeNull()));
    fc.assert(fc.property(something, (text) => expect(format.parse(TOKEN + text)).toBeNull()));
    fc.assert(fc.property(something, (text) => expect(format.parse(text + TOKEN)).toBeNull()));
  });
});

/** SECURITY.md 7, over every place of one token; the second prefix and environment are one typing mistake away. */
describe("one mistake in a token", () => {
  const { parse } = opaqueTokens(["acme", "bcme", "acm", "acmee"], ["live", "test"]);
  const places = [...TOKEN].map((_, place) => place);
  const accepted = (mistaken: readonly string[]) =>
    mistaken.filter((token) => token !== TOKEN && parse(token) !== null);

  it("is found when a character is changed", () => {
    const others = `${base62}_-.~+/= `;
    const changed = places.flatMap((place) =>
      [...others].map((other) => TOKEN.slice(0, place) + other + TOKEN.slice(place + 1)),
    );
    expect(changed).toHaveLength(76 * 70);
    expect(accepted(changed)).toEqual([]);
  });

  it("is found when two characters are swapped", () => {
    const swapped = places.flatMap((first) => places.slice(first + 1).map((second) => swap(first, second)));
    expect(swapped).toHaveLength((76 * 75) / 2);
    expect(accepted(swapped)).toEqual([]);
  });

  it("is found when a character is missing or there twice", () => {
    const missing = places.map((place) => TOKEN.slice(0, place) + TOKEN.slice(place + 1));
    const doubled = places.map((place) => TOKEN.slice(0, place + 1) + TOKEN.slice(place));
    expect(accepted([...missing, ...doubled])).toEqual([]);
  });

  it("is found when the token is cut short", () => {
    expect(accepted(places.map((place) => TOKEN.slice(0, place)))).toEqual([]);
  });

  it("and the token itself is accepted", () => expect(parse(TOKEN)).not.toBeNull());
});

function swap(first: number, second: number): string {
  const characters = [...TOKEN];
  [characters[first], characters[second]] = [characters[second] ?? "", characters[first] ?? ""];
  return characters.join("");
}
