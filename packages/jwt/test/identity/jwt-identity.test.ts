import { createPublicKey } from "node:crypto";
import { inspect } from "node:util";

import { keyActor, type Identity, type IdentityVerdict } from "@latchkey/core";

import { exportJWK, importJWK, SignJWT, type CryptoKey } from "jose";

import { jwtIdentity, type JwtIdentityOptions } from "../../src/index.js";
import {
  AUDIENCE,
  ISSUER,
  newKey,
  sign,
  signRaw,
  startIdentityServer,
  type IdentityServer,
  type ServerKey,
} from "./identity-server.js";

const INVALID = { ok: false, reason: "invalid_token" };

let key: ServerKey;
let rsa: ServerKey;
let server: IdentityServer;
let identity: Identity;
beforeAll(async () => {
  key = await newKey("k1");
  rsa = await newKey("rsa", "RS256");
});
beforeEach(async () => {
  server = await startIdentityServer(key, rsa);
  identity = identityOf();
});
afterEach(() => server.stop());

function identityOf(options: Partial<JwtIdentityOptions> = {}): Identity {
  return jwtIdentity({ issuer: ISSUER, audience: AUDIENCE, jwksUri: server.uri, ...options });
}

const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from;

describe("a token of the identity server", () => {
  it("is its subject with what of its scope is a permission, and no organization", async () => {
    const verdict = await identity.verify(await sign(key, { scope: "openid bundles:read email bundles:*" }));
    expect(verdict).toEqual({
      ok: true,
      principal: {
        kind: "identity",
        id: "u-17",
        ownerId: "u-17",
        orgId: null,
        projectId: null,
        permissions: ["bundles:read", "bundles:*"],
        name: null,
        can: expect.any(Function) as unknown,
      },
    });
  });

  it("makes an actor with its rights", async () => {
    const verdict = await identity.verify(await sign(key, { scope: "bundles:read" }));
    if (!verdict.ok) throw new Error("refused");
    expect(keyActor(verdict.principal)).toMatchObject({ kind: "user", id: "u-17" });
  });

  it.each([["at+jwt"], ["JWT"], ["jwt"], ["AT+JWT"], ["application/at+jwt"], [undefined]])(
    "may have the typ %s",
    async (typ) => expect(await identity.verify(await sign(key, {}, { typ }))).toMatchObject({ ok: true }),
  );

  it.each([
    ["a list that names this API", ["https://other.test", AUDIENCE], AUDIENCE],
    ["one of several of this API", "b", ["a", "b"]],
    ["a list with one of several of this API", ["x", "b"], ["a", "b"]],
  ])("may have as audience %s", async (_what, aud, audience) => {
    const verdict = await identityOf({ audience }).verify(await sign(key, { aud }));
    expect(verdict).toMatchObject({ ok: true });
  });

  it.each(["RS384", "PS256", "ES384", "ES512", "EdDSA", "Ed25519"])("may be signed by %s", async (alg) => {
    const other = await newKey("other", alg);
    server.keys = [other.jwk];
    expect(await identity.verify(await sign(other))).toMatchObject({ ok: true });
  });

  it("needs no kid where only one key can be meant", async () => {
    expect(await identity.verify(await sign(key, {}, { kid: undefined }))).toMatchObject({ ok: true });
    const second = await newKey("k2");
    server.keys = [key.jwk, second.jwk];
    expect(await identityOf().verify(await sign(key, {}, { kid: undefined }))).toEqual(INVALID);
  });

  it("has a few seconds more, because clocks differ", async () => {
    for (const claims of [{ exp: seconds(-2) }, { nbf: seconds(3) }, { iat: seconds(3) }]) {
      const token = await sign(key, claims);
      expect(await identity.verify(token)).toMatchObject({ ok: true });
      expect(await identityOf({ clockTolerance: 0 }).verify(token)).toEqual(INVALID);
    }
  });

  it("is judged by the clock that is given", async () => {
    const token = await sign(key, { iat: undefined, nbf: 1_000, exp: 2_000 });
    const at = (second: number) => identityOf({ clock: { now: () => second * 1000 } }).verify(token);
    expect(await at(1_500)).toMatchObject({ ok: true });
    expect(await at(900)).toEqual(INVALID);
    expect(await at(2_100)).toEqual(INVALID);
  });
});

type Forgery = () => Promise<string>;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token with another header or payload, and the signature it had. */
async function altered(at: 0 | 1, change: object): Promise<string> {
  const parts = (await sign(rsa)).split(".");
  const before = JSON.parse(Buffer.from(parts[at]!, "base64url").toString()) as object;
  parts[at] = part({ ...before, ...change });
  return parts.join(".");
}

/** By the server's own key, for which it publishes another algorithm. */
async function signedByOtherAlgorithm(): Promise<string> {
  const privateKey = (await importJWK(await exportJWK(rsa.privateKey), "PS256")) as CryptoKey;
  return sign({ ...rsa, alg: "PS256", privateKey });
}

/** A good token with the signature of this server over a header that says something else. */
function signedHeader(header: object): Promise<string> {
  return signRaw(key, { alg: "ES256", kid: "k1", typ: "at+jwt", ...header });
}

async function signedByPublicKey(): Promise<string> {
  const pem = createPublicKey({ key: rsa.jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
  return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: "u-17", exp: seconds(300) })
    .setProtectedHeader({ alg: "HS256", kid: rsa.kid, typ: "at+jwt" })
    .sign(Buffer.from(pem));
}

async function signedByOwnHeader(name: "jwk" | "jku" | "x5u"): Promise<string> {
  const mine = await newKey(key.kid);
  return sign(mine, {}, { [name]: name === "jwk" ? mine.jwk : `${server.uri}/mine` });
}

/** A good token of this length. */
async function ofLength(length: number): Promise<string> {
  for (let inHeader = 0; inHeader < 3; inHeader++) {
    for (let inPayload = 5_800; inPayload < 6_000; inPayload++) {
      const token = await sign(key, { pad: "x".repeat(inPayload) }, { pad: "x".repeat(inHeader) });
      if (token.length === length) return token;
    }
  }
  throw new Error(`no token is of length ${length}`);
}

const FORGERIES: Readonly<Record<string, Forgery>> = {
  "unsigned, alg none": async () =>
    `${(await altered(0, { alg: "none" })).split(".").slice(0, 2).join(".")}.`,
  "of alg none with a signature": () => signedHeader({ alg: "none" }),
  "of alg es256": () => signedHeader({ alg: "es256" }),
  "of HS256 by the public RSA key": signedByPublicKey,
  "of another alg than its key's": signedByOtherAlgorithm,
  "of no alg": () => signedHeader({ alg: undefined }),
  "of typ api-key+jwt": () => sign(key, {}, { typ: "api-key+jwt" }),
  "of typ dpop+jwt": () => sign(key, {}, { typ: "dpop+jwt" }),
  "of typ logout+jwt": () => sign(key, {}, { typ: "logout+jwt" }),
  "of a typ that is no text": () => signedHeader({ typ: 1 }),
  "of a kid nobody has": () => sign(key, {}, { kid: "k9" }),
  "of another key's kid": () => sign(key, {}, { kid: "rsa" }),
  "of a kid that is no text": () => signedHeader({ kid: { $ne: null } }),
  "of another server's key": async () => sign(await newKey("k1")),
  "with the key in its own header": () => signedByOwnHeader("jwk"),
  "with an address of its key in its own header": () => signedByOwnHeader("jku"),
  "with an address of its certificate in its own header": () => signedByOwnHeader("x5u"),
  "with a crit that jose does not know": () => signedHeader({ crit: ["exp"], exp: 1 }),
  "with a crit that is empty": () => signedHeader({ crit: [] }),
  "with a crit that jose knows": () => sign(key, {}, { crit: ["b64"], b64: true }),
  "with a changed payload": () => altered(1, { sub: "root" }),
  "with a changed signature": async () => (await sign(key)).replace(/.{20}$/, "A".repeat(20)),
  "of another issuer": () => sign(key, { iss: "https://evil.test/" }),
  "of an issuer without its slash": () => sign(key, { iss: ISSUER.slice(0, -1) }),
  "of no issuer": () => sign(key, { iss: undefined }),
  "of a list of issuers": () => sign(key, { iss: [ISSUER] }),
  "for another audience": () => sign(key, { aud: "https://other.test" }),
  "for other audiences": () => sign(key, { aud: ["https://other.test", `${AUDIENCE}/v2`] }),
  "for an audience that only begins like ours": () => sign(key, { aud: `${AUDIENCE}.evil.test` }),
  "for no audience": () => sign(key, { aud: undefined }),
  "for an empty list of audiences": () => sign(key, { aud: [] }),
  "that has expired": () => sign(key, { exp: seconds(-10) }),
  "that never expires": () => sign(key, { exp: undefined }),
  "that expires at a text": () => sign(key, { exp: String(seconds(300)) }),
  "not valid before later": () => sign(key, { nbf: seconds(60) }),
  "issued in the future": () => sign(key, { iat: seconds(60) }),
  "issued at a text": () => sign(key, { iat: "now" }),
  "of nobody": () => sign(key, { sub: undefined }),
  "of a subject that is no text": () => sign(key, { sub: 17 }),
  "of a subject that is empty": () => sign(key, { sub: "" }),
  "of the subject *": () => sign(key, { sub: "*" }),
  "of a subject too long for an id": () => sign(key, { sub: "u".repeat(129) }),
  "longer than 8,192": () => ofLength(8_193),
};

describe("a token that is not the server's for this API", () => {
  it.each(Object.entries(FORGERIES))("is refused without a reason: %s", async (_what, forge) => {
    expect(await identity.verify(await forge())).toEqual(INVALID);
  });

  it("is told from a good one, of which the forgeries are made", async () => {
    for (const good of [key, rsa])
      expect(await identity.verify(await sign(good))).toMatchObject({ ok: true });
    expect(await identity.verify(await signedHeader({}))).toMatchObject({ ok: true });
    expect(await identity.verify(await ofLength(8_192))).toMatchObject({ ok: true });
  });

  it("is not asked about where it is no JWT", async () => {
    const good = await sign(key);
    const texts = [
      "",
      ".",
      "..",
      "a.b",
      "a.b.c",
      "a.b.c.d.e",
      `${good}.x`,
      `${good} `,
      ` ${good}`,
      `${good}=`,
      good.replaceAll(".", ".."),
      `${part([])}.${part({})}.AAAA`,
      `${part("x")}.${part({})}.AAAA`,
      `${part({ alg: "none" })}.${part({})}.AAAA`,
      `${part({ alg: "HS256" })}.${part({})}.AAAA`,
      `${part({ alg: ["ES256"] })}.${part({})}.AAAA`,
      `${part({ alg: "ES256", typ: "api-key+jwt" })}.${part({})}.AAAA`,
      `${"[".repeat(5_000)}.a.b`,
      `${Buffer.from("[".repeat(5_000)).toString("base64url")}.a.b`,
      "key_live_0000000000000001",
      "\ud800.\ud800.\ud800",
      "é.é.é",
    ];
    for (const text of texts) expect([text, await identity.verify(text)]).toEqual([text, INVALID]);
    for (const none of [undefined, null, {}, 5, [good]])
      expect(await identity.verify(none as never)).toEqual(INVALID);
    expect(server.asked).toBe(0);
  });

  it("follows no address that it names", async () => {
    await identity.verify(await signedByOwnHeader("jku"));
    await identity.verify(await signedByOwnHeader("x5u"));
    expect(server.asked).toBe(1);
  });

  it("is refused by an algorithm that is not in the list, though its key is", async () => {
    const strict = identityOf({ algorithms: ["ES256"] });
    expect(await strict.verify(await sign(rsa))).toEqual(INVALID);
    expect(await strict.verify(await sign(key))).toMatchObject({ ok: true });
  });

  it("is refused where its key is for encryption", async () => {
    server.keys = [{ ...key.jwk, use: "enc" }, rsa.jwk];
    expect(await identity.verify(await sign(key))).toEqual(INVALID);
  });
});

describe("what is made", () => {
  it("shows nothing of how it works, and verdicts hold no token", async () => {
    const token = await sign(key);
    const verdict: IdentityVerdict = await identity.verify(token);
    expect(Object.keys(identity)).toEqual(["verify"]);
    expect(inspect(verdict, { depth: 9, showHidden: true })).not.toContain(token.slice(-20));
  });
});
