import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";

import { jwtFormat, type JwtFormatOptions } from "../../src/format/jwt-format.js";
import { ed25519, forged, hs256, newPem, partsOf, publicTexts, rs256, unsigned } from "./support/forge.js";

const [ONE, TWO] = [newPem(), newPem()];
const ISSUER = "https://api.example.com";
const ID = "7Fq2mX0cRt9aLw4Z";
const NOW = Date.UTC(2026, 0, 1) + 999;
const SECONDS = Date.UTC(2026, 0, 1) / 1000;
const SUBJECT = { id: ID, ownerId: "u1", generation: 1, now: NOW };

const formatOf = (...signingKeys: JwtFormatOptions["signingKeys"]) =>
  jwtFormat({ signingKeys, issuer: ISSUER });
const k1 = { kid: "k1", privateKey: ONE };
const k2 = { kid: "k2", privateKey: TWO };
const format = formatOf(k1);

describe("jwtFormat", () => {
  it.each(["", "a\nb", "\u0000", "x".repeat(256), "\ud800", undefined, null, 1, ["issuer"]])(
    "throws for the issuer %j",
    (issuer) => {
      expect(() => jwtFormat({ signingKeys: [k1], issuer } as JwtFormatOptions)).toThrow(
        "latchkey: option `issuer` must be 1 to 255 printable characters",
      );
    },
  );

  it("throws for options it does not know, and for none", () => {
    const misspelt = { signingkeys: [k1], issuer: ISSUER } as unknown as JwtFormatOptions;
    expect(() => jwtFormat(misspelt)).toThrow("did you mean `signingKeys`?");
    expect(() => jwtFormat(undefined as never)).toThrow("jwtFormat takes an object of options");
  });

  it("is not changed by what becomes of its options", async () => {
    const signingKeys = [k1];
    const made = jwtFormat({ signingKeys, issuer: ISSUER });
    signingKeys[0] = k2;
    const { token, digest } = await made.issue(SUBJECT);
    expect(await format.matches(token, digest)).toBe(true);
  });
});

describe("issuing a token", () => {
  it("writes header and claims in one order, signed with Ed25519, and nothing else", async () => {
    const { token, digest } = await format.issue(SUBJECT);
    const [header = "", payload = "", signature = ""] = token.split(".");
    expect(Buffer.from(header, "base64url").toString()).toBe(
      '{"alg":"EdDSA","typ":"api-key+jwt","kid":"k1"}',
    );
    expect(Buffer.from(payload, "base64url").toString()).toBe(
      `{"iss":"${ISSUER}","sub":"u1","jti":"${ID}","iat":${SECONDS},"gen":1}`,
    );
    const bytes = Buffer.from(signature, "base64url");
    expect(verify(null, Buffer.from(`${header}.${payload}`), createPublicKey(ONE), bytes)).toBe(true);
    expect(digest).toBe(`jwt$k1$1$${SECONDS}`);
  });

  it("leaves the owner out where there is none", async () => {
    const { token } = await format.issue({ ...SUBJECT, ownerId: null });
    expect(partsOf(token).payload).toEqual({ iss: ISSUER, jti: ID, iat: SECONDS, gen: 1 });
  });

  it("signs with the first key", async () => {
    const { token, digest } = await formatOf(k2, k1).issue(SUBJECT);
    expect([partsOf(token).header["kid"], digest]).toEqual(["k2", `jwt$k2$1$${SECONDS}`]);
    expect(await formatOf(k2).matches(token, digest)).toBe(true);
  });

  it.each([1, 2, 42])("names generation %d in the token and in the row", async (generation) => {
    const { token, digest } = await format.issue({ ...SUBJECT, generation });
    expect(partsOf(token).payload["gen"]).toBe(generation);
    expect(digest).toBe(`jwt$k1$${generation}$${SECONDS}`);
  });
});

describe("issuing a token again", () => {
  it("gives the same one, under each key that is configured", async () => {
    const { token, digest } = await format.issue({ ...SUBJECT, generation: 7 });
    const after = formatOf(k2, { kid: "k1", privateKey: ONE });
    for (const made of [format, after]) expect(await made.reissue(SUBJECT, digest)).toBe(token);
  });

  it.each(["jwt$k2$1$1", "hmac-sha256$v1$abc", "jwt$k1$1", "jwt$__proto__$1$1", ""])(
    "gives none for %j",
    async (digest) => {
      expect(await format.reissue(SUBJECT, digest)).toBeNull();
    },
  );
});

describe("a token matches", () => {
  const header = { alg: "EdDSA", typ: "api-key+jwt", kid: "k1" };
  const payload = { iss: ISSUER, sub: "u1", jti: ID, iat: SECONDS, gen: 2 };
  const digest = `jwt$k1$2$${SECONDS}`;
  const good = forged({ header, payload, sign: ed25519(ONE) });

  it("what its row keeps, and nothing else", async () => {
    expect(await format.matches(good, digest)).toBe(true);
    const others = [
      `jwt$k1$1$${SECONDS}`,
      `jwt$k1$3$${SECONDS}`,
      `jwt$k1$2$${SECONDS + 1}`,
      `jwt$k2$2$${SECONDS}`,
      `jwt$K1$2$${SECONDS}`,
      `${digest}@1`,
      `${digest} `,
      `jwt$k1$02$${SECONDS}`,
      "jwt$k1$2$",
      "jwt$",
      "",
      "hmac-sha256$v1$abc",
      good,
    ];
    for (const other of others) expect([other, await format.matches(good, other)]).toEqual([other, false]);
  });

  it("under the key that its header names alone", async () => {
    const both = formatOf(k1, k2);
    expect(await both.matches(good, digest)).toBe(true);
    const crossed = forged({ header: { ...header, kid: "k2" }, payload, sign: ed25519(ONE) });
    expect(both.parse(crossed)).not.toBeNull();
    expect(await both.matches(crossed, `jwt$k2$2$${SECONDS}`)).toBe(false);
    expect(await formatOf({ kid: "k1", privateKey: TWO }).matches(good, digest)).toBe(false);
  });

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const signature = ed25519(ONE);
  it.each([
    ["zeroes", () => Buffer.alloc(64)],
    ["none", unsigned],
    ["another key", ed25519(TWO)],
    [
      "an HMAC of the public key",
      (input: string) => Buffer.concat([hs256(publicTexts(ONE)[0] ?? "")(input), Buffer.alloc(32)]),
    ],
    ["RSA", rs256(rsa)],
    ["another header", (input: string) => signature(`x${input}`)],
    ["the claims alone", (input: string) => signature(input.split(".")[1] ?? "")],
    ["its halves swapped", (input: string) => swapped(signature(input))],
    ["the order of the group added to its second half", (input: string) => malleable(signature(input))],
  ])("nothing when it is signed with %s", async (_, sign) => {
    expect(await format.matches(forged({ header, payload, sign }), digest)).toBe(false);
  });

  it("nothing when one character of it is another or missing", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n+/";
    let accepted = 0;
    for (let at = 0; at < good.length; at++) {
      for (const put of ["", ...alphabet].filter((character) => character !== good[at])) {
        const changed = good.slice(0, at) + put + good.slice(at + 1);
        if (await format.matches(changed, digest)) accepted++;
      }
    }
    expect(accepted).toBe(0);
    expect(await format.matches(good, digest)).toBe(true);
  });
});

function swapped(signature: Buffer): Buffer {
  return Buffer.concat([signature.subarray(32), signature.subarray(0, 32)]);
}

/** The other S of the same signature, which RFC 8032 §5.1.7 refuses. */
function malleable(signature: Buffer): Buffer {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString("hex")}`) + order;
  const other = Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse();
  return Buffer.concat([signature.subarray(0, 32), other]);
}
