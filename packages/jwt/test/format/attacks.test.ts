import { generateKeyPairSync } from "node:crypto";
import type { KeyRecord } from "@latchkey/core";
import * as jose from "jose";

import { jwtFormat } from "../../src/format/jwt-format.js";
import { ed25519, forged, hs256, newPem, partsOf, publicTexts, rs256, unsigned } from "./support/forge.js";
import { closeRings, ISSUER, system, withKey } from "./support/ring.js";

jest.mock("jose", () => {
  const actual = jest.requireActual<typeof jose>("jose");
  return { ...actual, compactVerify: jest.fn(actual.compactVerify) };
});
const checks = jest.mocked(jose.compactVerify);

afterEach(closeRings);

type Made = Awaited<ReturnType<typeof withKey>>;

/** How the keyring answers a token, and how many signatures it checks for that. */
async function answer({ reasonOf }: Made, token: string) {
  checks.mockClear();
  return { reason: await reasonOf(token), checks: checks.mock.calls.length };
}

describe("a token that the signing key has not signed so (SECURITY 33)", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

  it.each<[string, (made: Made) => string | readonly string[]]>([
    [
      "says alg none, with no signature and with the good one",
      ({ token }) => {
        const { header, payload, signature } = partsOf(token);
        return ["none", "None", "NONE", "nOnE", ""].flatMap((alg) => {
          const bare = forged({ header: { ...header, alg }, payload, sign: unsigned });
          return [bare, bare + signature, bare.slice(0, -1)];
        });
      },
    ],
    [
      "is signed as HS256 with the public key for a secret",
      ({ token, pem }) => {
        const { header, payload } = partsOf(token);
        return publicTexts(pem).flatMap((secret) =>
          ["HS256", "EdDSA"].map((alg) =>
            forged({ header: { ...header, alg }, payload, sign: hs256(secret) }),
          ),
        );
      },
    ],
    [
      "is signed as RS256",
      ({ token }) => {
        const { header, payload } = partsOf(token);
        return ["RS256", "PS256", "EdDSA"].map((alg) =>
          forged({ header: { ...header, alg }, payload, sign: rs256(rsa) }),
        );
      },
    ],
    [
      "is of a foreign type, though signed with the right key",
      ({ token, pem }) => {
        const { header, payload } = partsOf(token);
        return ["JWT", "at+jwt", "logout+jwt", "application/api-key+jwt", "API-KEY+JWT", ""].map((typ) =>
          forged({ header: { ...header, typ }, payload, sign: ed25519(pem) }),
        );
      },
    ],
    [
      "has a foreign kid, though signed with the right key",
      ({ token, pem }) => {
        const { header, payload } = partsOf(token);
        return ["k2", "K1", "", "__proto__", "constructor", "../k1", "k1 "].map((kid) =>
          forged({ header: { ...header, kid }, payload, sign: ed25519(pem) }),
        );
      },
    ],
    [
      "has another issuer, though signed with the right key",
      ({ token, pem }) => {
        const { header, payload } = partsOf(token);
        return ["https://api.example.org", `${ISSUER}/`, ISSUER.toUpperCase(), ""].map((iss) =>
          forged({ header, payload: { ...payload, iss }, sign: ed25519(pem) }),
        );
      },
    ],
    [
      "is for an audience or has an end, though signed with the right key",
      ({ token, pem }) => {
        const { header, payload } = partsOf(token);
        return [{ aud: "others" }, { exp: 1 }, { exp: 4_000_000_000 }, { nbf: 1 }].map((extra) =>
          forged({ header, payload: { ...payload, ...extra }, sign: ed25519(pem) }),
        );
      },
    ],
    [
      "brings its own key, though signed with it",
      ({ token }) => {
        const { header, payload } = partsOf(token);
        const own = generateKeyPairSync("ed25519");
        const jwk = own.publicKey.export({ format: "jwk" });
        return [{ jwk }, { jku: "https://attacker.example/jwks.json" }, { x5c: ["MII"] }, {}].map((extra) =>
          forged({ header: { ...header, ...extra }, payload, sign: ed25519(own.privateKey) }),
        );
      },
    ],
    [
      "is signed with another key of the same kid",
      ({ token }) => forged({ ...partsOf(token), sign: ed25519(newPem()) }),
    ],
    [
      "claims another owner, key or generation under the good signature",
      ({ token }) => {
        const { header, payload, signature } = partsOf(token);
        const other = [{ sub: "u2" }, { jti: "0".repeat(16) }, { gen: 2 }, { iat: 1 }];
        return other.map(
          (claims) => forged({ header, payload: { ...payload, ...claims }, sign: unsigned }) + signature,
        );
      },
    ],
  ])("is invalid_token when it %s", async (_, attack) => {
    const made = await withKey();
    for (const token of [attack(made)].flat()) {
      expect(token).not.toBe(made.token);
      expect(await made.reasonOf(token)).toBe("invalid_token");
      expect(made.keyring.verifySync(token)?.ok).not.toBe(true);
    }
    expect(await made.reasonOf(made.token)).toBe("accepted");
  });

  it("is invalid_token when one character of a good one is another or missing", async () => {
    const made = await withKey();
    const { token } = made;
    const keyring = made.another();
    for (let at = 0; at < token.length; at++) {
      for (const put of ["", token[at] === "A" ? "B" : "A", token[at] === "_" ? "-" : "_"]) {
        const changed = token.slice(0, at) + put + token.slice(at + 1);
        expect([at, put, await made.reasonOf(changed, keyring)]).toEqual([at, put, "invalid_token"]);
      }
    }
    expect(await made.reasonOf(token, keyring)).toBe("accepted");
  });

  it("is not taken for a token of our own shape, and the row's text is no credential", async () => {
    const made = await withKey();
    const { digest } = await made.rowOf();
    for (const text of [digest, `acme_live_${made.key.id}`, made.key.id])
      expect(await answer(made, text)).toEqual({ reason: "invalid_token", checks: 0 });
  });
});

describe("whoever can write to the database makes no key:", () => {
  it.each<[string, (row: KeyRecord) => Partial<KeyRecord>]>([
    ["of another owner", () => ({ ownerId: "u2" })],
    ["of no owner", () => ({ ownerId: null })],
    ["of an environment that is not accepted", () => ({ env: "test" })],
    ["with a generation to come", ({ digest }) => ({ digest: digest.replace("$1$", "$2$") })],
    ["with another time", ({ digest }) => ({ digest: `${digest}0` })],
    ["with another kid", ({ digest }) => ({ digest: digest.replace("k1", "k2") })],
    ["with half a text", () => ({ digest: "jwt$k1$1" })],
    ["with a digest of another kind", () => ({ digest: `hmac-sha256$v1$${"A".repeat(43)}` })],
  ])("a token is refused under a row %s, after one check of its signature", async (_, edit) => {
    const made = await withKey();
    await made.tamper(made.key.id, edit);
    expect(await answer(made, made.token)).toEqual({ reason: "invalid_token", checks: 1 });
  });

  it("a row copied or moved to another id opens by no token", async () => {
    const made = await withKey();
    const row = await made.rowOf();
    const id = "0000000000000000";
    await made.insert({ ...row, id, number: 2 });
    const { header, payload, signature } = partsOf(made.token);
    const renamed = forged({ header, payload: { ...payload, jti: id }, sign: unsigned }) + signature;
    expect(await made.reasonOf(renamed)).toBe("invalid_token");
    await made.store.transact((tx) => tx.erase({ keys: [row.id] }));
    expect(await made.reasonOf(made.token)).toBe("invalid_token");
    expect(await made.reasonOf(renamed)).toBe("invalid_token");
  });

  it("a row with a text made up for it opens by no token that is signed without the key", async () => {
    const made = await withKey();
    const id = "0000000000000000";
    await made.insert({ ...(await made.rowOf()), id, number: 2, digest: "jwt$own$1$1767225600" });
    const [own, payload] = [newPem(), { iss: ISSUER, sub: "u1", jti: id, iat: 1_767_225_600, gen: 1 }];
    for (const kid of ["own", "k1"]) {
      await made.tamper(id, () => ({ digest: `jwt$${kid}$1$1767225600` }));
      const header = { alg: "EdDSA", typ: "api-key+jwt", kid };
      expect(await made.reasonOf(forged({ header, payload, sign: ed25519(own) }))).toBe("invalid_token");
    }
  });

  it("a row of a JWT does not open by a token of our own shape, nor the other way round", async () => {
    const made = await withKey();
    const opaque = made.another({ format: undefined as never });
    const { key, token } = await opaque.create({ ownerId: "u1", permissions: [] }, system);
    const { digest } = await made.rowOf();
    await made.tamper(key.id, () => ({ digest }));
    expect(await answer(made, token)).toEqual({ reason: "invalid_token", checks: 0 });
    const ours = forged({
      header: { alg: "EdDSA", typ: "api-key+jwt", kid: "k1" },
      payload: { iss: ISSUER, sub: "u1", jti: key.id, iat: 1_767_225_600, gen: 1 },
      sign: ed25519(newPem()),
    });
    expect(await answer(made, ours)).toEqual({ reason: "invalid_token", checks: 1 });
  });
});

describe("an unknown id", () => {
  it("costs one check of a signature, as a wrong signature does, and so does a dead key", async () => {
    const made = await withKey();
    const parts = partsOf(made.token);
    const sign = ed25519(made.pem);
    const unknown = forged({ ...parts, payload: { ...parts.payload, jti: "0".repeat(16) }, sign });
    const wrong = (token: string) => `${token.slice(0, -86)}${"A".repeat(86)}`;
    const one = { reason: "invalid_token", checks: 1 };
    expect(await answer(made, unknown)).toEqual(one);
    expect(await answer(made, wrong(unknown))).toEqual(one);
    expect(await answer(made, wrong(made.token))).toEqual(one);
    await made.keyring.revoke(made.ref, system);
    expect(await answer(made, wrong(made.token))).toEqual(one);
    expect(await answer(made, made.token)).toEqual({ reason: "key_revoked", checks: 1 });
  });

  it("is refused without a check where no signing key is named, which anyone can see", async () => {
    const made = await withKey();
    const foreign = jwtFormat({ signingKeys: [{ kid: "k2", privateKey: newPem() }], issuer: ISSUER });
    const { token } = await foreign.issue({ id: made.key.id, ownerId: "u1", generation: 1, now: 0 });
    expect(await answer(made, token)).toEqual({ reason: "invalid_token", checks: 0 });
  });
});
