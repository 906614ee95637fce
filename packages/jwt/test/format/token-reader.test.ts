import fc from "fast-check";

import { jwtFormat } from "../../src/format/jwt-format.js";
import { ed25519, forged, newPem, partsOf } from "./support/forge.js";

const PEM = newPem();
const ISSUER = "https://api.example.com";
const ID = "7Fq2mX0cRt9aLw4Z";
const format = jwtFormat({ signingKeys: [{ kid: "k1", privateKey: PEM }], issuer: ISSUER });
const HEADER = { alg: "EdDSA", typ: "api-key+jwt", kid: "k1" };
const CLAIMS = { iss: ISSUER, sub: "u1", jti: ID, iat: 1_767_225_600, gen: 1 };

/** Signed with the right key, whatever it says. */
const signed = (payload: object | string, header: object | string = HEADER) =>
  forged({ header, payload, sign: ed25519(PEM) });
const json = JSON.stringify(CLAIMS);

describe("reading a token", () => {
  it("gives the key's id and its owner", () => {
    expect(format.parse(signed(CLAIMS))).toEqual({ id: ID, ownerId: "u1" });
    const { sub: _, ...ownerless } = CLAIMS;
    expect(format.parse(signed(ownerless))).toEqual({ id: ID, ownerId: null });
  });

  it("gives it for what was issued, whatever an owner is called", async () => {
    for (const ownerId of ["ü", "👩‍🚀", 'a"\\b', "__proto__", "null", "x".repeat(128), "\ud800", "\u2028"]) {
      const subject = { id: ID, ownerId, generation: 1, now: 0 };
      const { token, digest } = await format.issue(subject);
      expect(format.parse(token)).toEqual({ id: ID, ownerId });
      expect(await format.matches(token, digest)).toBe(true);
    }
  });

  it.each<[string, object | string]>([
    ["an algorithm none", { ...HEADER, alg: "none" }],
    ["an algorithm HS256", { ...HEADER, alg: "HS256" }],
    ["an algorithm RS256", { ...HEADER, alg: "RS256" }],
    ["the other name of the same algorithm", { ...HEADER, alg: "Ed25519" }],
    ["the algorithm in other letters", { ...HEADER, alg: "EDDSA" }],
    ["a list of algorithms", { ...HEADER, alg: ["EdDSA"] }],
    ["no algorithm", { typ: HEADER.typ, kid: "k1" }],
    ["the type JWT", { ...HEADER, typ: "JWT" }],
    ["the type at+jwt", { ...HEADER, typ: "at+jwt" }],
    ["the long form of the type", { ...HEADER, typ: "application/api-key+jwt" }],
    ["no type", { alg: "EdDSA", kid: "k1" }],
    ["another kid", { ...HEADER, kid: "k2" }],
    ["no kid", { alg: "EdDSA", typ: "api-key+jwt" }],
    ["a kid of the prototype", { ...HEADER, kid: "__proto__" }],
    ["a path for a kid", { ...HEADER, kid: "../../dev/null" }],
    ["another order", { typ: HEADER.typ, alg: "EdDSA", kid: "k1" }],
    ["spaces", JSON.stringify(HEADER, null, 1)],
    ["a member twice", '{"alg":"none","alg":"EdDSA","typ":"api-key+jwt","kid":"k1"}'],
    ["a key of its own", { ...HEADER, jwk: { kty: "OKP", crv: "Ed25519", x: "A".repeat(43) } }],
    ["an address of keys", { ...HEADER, jku: "https://attacker.example/jwks" }],
    ["certificates", { ...HEADER, x5c: ["MII"] }],
    ["critical members", { ...HEADER, crit: ["exp"], exp: 1 }],
    ["an unencoded payload", { ...HEADER, b64: false, crit: ["b64"] }],
    ["nothing", {}],
    ["no JSON", "EdDSA"],
  ])("refuses a header with %s, though the signature is good", async (_, header) => {
    const token = signed(CLAIMS, header);
    expect(format.parse(token)).toBeNull();
    expect(await format.matches(token, "jwt$k1$1$1767225600")).toBe(false);
  });

  it.each<[string, object | string]>([
    ["another issuer", { ...CLAIMS, iss: "https://api.example.org" }],
    ["the issuer with a slash", { ...CLAIMS, iss: `${ISSUER}/` }],
    ["a list of issuers", { ...CLAIMS, iss: [ISSUER] }],
    ["no issuer", { sub: "u1", jti: ID, iat: 1, gen: 1 }],
    ["an owner that is no text", { ...CLAIMS, sub: 1 }],
    ["an owner that is null", { ...CLAIMS, sub: null }],
    ["an owner that is a list", { ...CLAIMS, sub: ["u1"] }],
    ["a short id", { ...CLAIMS, jti: ID.slice(1) }],
    ["a long id", { ...CLAIMS, jti: `${ID}0` }],
    ["an id of other characters", { ...CLAIMS, jti: "7Fq2mX0cRt9aLw4-" }],
    ["an id with a line break", { ...CLAIMS, jti: `${ID.slice(1)}\n` }],
    ["an id that is no text", { ...CLAIMS, jti: 1234567890123456 }],
    ["an id that is a list", { ...CLAIMS, jti: [ID] }],
    ["no id", { iss: ISSUER, sub: "u1", iat: 1, gen: 1 }],
    ["a time that is text", { ...CLAIMS, iat: "1767225600" }],
    ["a time with a fraction", { ...CLAIMS, iat: 1.5 }],
    ["a time before 1970", { ...CLAIMS, iat: -1 }],
    ["a time that is too large", json.replace("1767225600", "9007199254740993")],
    ["a time with an exponent", json.replace("1767225600", "1e3")],
    ["no time", { iss: ISSUER, sub: "u1", jti: ID, gen: 1 }],
    ["a generation of 0", { ...CLAIMS, gen: 0 }],
    ["a generation below 0", { ...CLAIMS, gen: -1 }],
    ["a generation of -0", json.replace('"gen":1', '"gen":-0')],
    ["a generation that is true", { ...CLAIMS, gen: true }],
    ["a generation with a fraction", json.replace('"gen":1', '"gen":1.0')],
    ["no generation", { iss: ISSUER, sub: "u1", jti: ID, iat: 1 }],
    ["an audience", { ...CLAIMS, aud: "others" }],
    ["an end", { ...CLAIMS, exp: 1 }],
    ["permissions", { ...CLAIMS, permissions: ["*:*"] }],
    ["a claim twice", json.replace('"gen":1', '"gen":2,"gen":1')],
    ["an owner twice", json.replace('"sub":"u1"', '"sub":"u2","sub":"u1"')],
    ["a prototype", json.replace("}", ',"__proto__":{"gen":2}}')],
    ["all of it in a prototype", `{"__proto__":${json}}`],
    ["the owner last", { iss: ISSUER, jti: ID, iat: 1, gen: 1, sub: "u1" }],
    ["spaces", JSON.stringify(CLAIMS, null, 1)],
    ["a space behind it", `${json} `],
    ["a byte order mark", `\ufeff${json}`],
    ["escapes that need not be", json.replace("u1", "\\u00751")],
    ["more than an object", `${json}${json}`],
    ["a list", [CLAIMS]],
    ["a text", JSON.stringify(json)],
    ["a number", "1"],
    ["null", "null"],
    ["nothing", ""],
    ["half of it", json.slice(0, -1)],
    ["a thousand brackets", "[".repeat(1000)],
  ])("refuses claims with %s, though the signature is good", async (_, payload) => {
    const token = signed(payload);
    expect(format.parse(token)).toBeNull();
    expect(await format.matches(token, "jwt$k1$1$1767225600")).toBe(false);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const bytes = Buffer.from(json.replace("u1", "u?"));
    bytes[bytes.indexOf("?")] = 0xff;
    const input = `${Buffer.from(JSON.stringify(HEADER)).toString("base64url")}.${bytes.toString("base64url")}`;
    expect(format.parse(`${input}.${ed25519(PEM)(input).toString("base64url")}`)).toBeNull();
  });

  it("refuses every other spelling of a good token", async () => {
    const token = signed(CLAIMS);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const last = signature.slice(-1);
    const spare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const sameBytes = [...spare].filter(
      (character) =>
        Buffer.from(signature.slice(0, -1) + character, "base64url").equals(
          Buffer.from(signature, "base64url"),
        ) && character !== last,
    );
    expect(sameBytes).toHaveLength(15);
    const others = [
      ...sameBytes.map((character) => token.slice(0, -1) + character),
      `${token}==`,
      `${token}=`,
      `${token}.`,
      `${token}\n`,
      ` ${token}`,
      `.${token}`,
      `${header}=.${payload}.${signature}`,
      `${header}.${payload}=.${signature}`,
      `${header}.${payload} .${signature}`,
      `${header}..${payload}.${signature}`,
      `${header}.${payload}..${signature}`,
      `${header}.${payload}.${signature}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature.slice(0, -1)}`,
      `${header}.${payload}.${signature.slice(0, -2)}==`,
      `${header}.${payload}.${signature.slice(0, 40)}\n${signature.slice(40)}`,
      `${header}.${payload}.${signature.slice(0, 40)}.${signature.slice(41)}`,
      header,
      "",
      "..",
      ".",
    ];
    for (const other of others) expect([other, format.parse(other)]).toEqual([other, null]);
    expect(format.parse(token)).not.toBeNull();
  });

  it("looks at nothing longer than 4096 characters, and at nothing that is no text", () => {
    const owned = (length: number) => signed({ ...CLAIMS, sub: "x".repeat(length) });
    const fits = owned(2800);
    expect(fits.length).toBeLessThanOrEqual(4096);
    expect(format.parse(fits)).not.toBeNull();
    expect(format.parse(owned(3000))).toBeNull();
    for (const nothing of [undefined, null, 1, {}, [signed(CLAIMS)]])
      expect(format.parse(nothing as never)).toBeNull();
  });

  it("takes the longest names of issuers, owners and keys", async () => {
    const kid = "k".repeat(64);
    const long = jwtFormat({ signingKeys: [{ kid, privateKey: PEM }], issuer: "🔑".repeat(255) });
    const subject = { id: ID, ownerId: "🔑".repeat(128), generation: 1, now: 8.64e15 };
    const { token, digest } = await long.issue(subject);
    expect(long.parse(token)).toEqual({ id: ID, ownerId: subject.ownerId });
    expect(await long.matches(token, digest)).toBe(true);
    expect(digest.length).toBeLessThanOrEqual(200);
  });

  it("never throws, whatever it is given, and accepts nothing but what was issued", async () => {
    const [header = "", payload = "", signature = ""] = signed(CLAIMS).split(".");
    const segment = (good: string) =>
      fc.oneof(
        fc.constant(good),
        fc.string({ unit: "binary", maxLength: 90 }),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString("base64url")),
        fc
          .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), fc.nat(3))
          .map(([at, put, cut]) => good.slice(0, at) + put + good.slice(at + cut)),
      );
    const tokens = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.tuple(segment(header), segment(payload), segment(signature)).map((parts) => parts.join(".")),
      fc.array(segment(payload), { maxLength: 5 }).map((parts) => parts.join(".")),
    );
    await fc.assert(
      fc.asyncProperty(tokens, fc.string(), async (token, text) => {
        const found = format.parse(token);
        if (found !== null) expect(token.slice(0, -86)).toBe(`${header}.${payload}.`);
        expect(await format.matches(token, text)).toBe(false);
        if (token !== `${header}.${payload}.${signature}`)
          expect(await format.matches(token, "jwt$k1$1$1767225600")).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(partsOf(`${header}.${payload}.${signature}`).payload).toEqual(CLAIMS);
  });
});
