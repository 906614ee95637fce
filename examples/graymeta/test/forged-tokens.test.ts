import { ed25519Key } from "@latchkey/example-host";

import { ed25519, forged, hs256, partsOf, publicHalves, signatureOf, unsigned } from "./support/forge.js";
import { createKey, KEYS, refusal, startGraymeta, type KeyJson } from "./support/graymeta-app.js";

const WHO = "/api/data/whoami";
const PEM = ed25519Key.generate();
const ours = ed25519(PEM);
const foreign = ed25519(ed25519Key.generate());

let started: Awaited<ReturnType<typeof startGraymeta>>;
let key: KeyJson;
beforeAll(async () => {
  started = await startGraymeta(undefined, { GRAYMETA_SIGNING_KEY: PEM });
  key = await createKey(started.vera.send);
});

/** Each is refused like any other text, by an answer that does not tell what was wrong. */
async function expectRefused(tokens: readonly string[]): Promise<void> {
  const { body } = await started.client("nothing at all")(WHO);
  for (const token of tokens) {
    const refused = await started.client(token)(WHO);
    expect(refusal(refused)).toBe("401 invalid_token");
    expect(refused.body).toEqual(body);
  }
  expect((await started.client(key.jwt)(WHO)).status).toBe(200);
}

describe("a forged JWT", () => {
  it("is a key only where nothing of it is forged", async () => {
    const same = forged(key.jwt, {}, ours);

    expect(same).toBe(key.jwt);
    expect((await started.client(same)(WHO)).status).toBe(200);
    expect(partsOf(same).header).toEqual({ alg: "EdDSA", typ: "api-key+jwt", kid: "1" });
  });

  it("is refused without a signature, whatever its algorithm is called", async () => {
    const none = ["none", "None", "NONE", ""].map((alg) => forged(key.jwt, { header: { alg } }, unsigned));

    await expectRefused([...none, forged(key.jwt, {}, unsigned), key.jwt.slice(0, key.jwt.lastIndexOf("."))]);
  });

  it("is refused when it is signed with the public key as a secret", async () => {
    const signed = publicHalves(PEM).flatMap((half) => [
      forged(key.jwt, { header: { alg: "HS256" } }, hs256(half)),
      forged(key.jwt, {}, hs256(half)),
    ]);

    await expectRefused(signed);
  });

  it("is refused when another key has signed it, also one that it brings along", async () => {
    const jwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };

    await expectRefused([
      forged(key.jwt, {}, foreign),
      forged(key.jwt, { header: { jwk } }, foreign),
      forged(key.jwt, { header: { jku: "https://example.com/keys" } }, foreign),
    ]);
  });

  it("is refused with a typ, kid or issuer that is not ours, though our key has signed it", async () => {
    await expectRefused([
      ...["JWT", "at+jwt", "API-KEY+JWT"].map((typ) => forged(key.jwt, { header: { typ } }, ours)),
      ...["2", "", "../1", 1].map((kid) => forged(key.jwt, { header: { kid } }, ours)),
      ...["https://example.com", "", null].map((iss) => forged(key.jwt, { payload: { iss } }, ours)),
    ]);
  });

  it("is refused when it names another key or another user, whoever has signed it", async () => {
    const ofAda = partsOf(started.ada.key).payload;
    const others = [
      { jti: ofAda.jti },
      { sub: ofAda.sub },
      { sub: undefined },
      { jti: "AAAAAAAAAAAAAAAA" },
      { jti: [key.id] },
    ];

    for (const signer of [signatureOf(key.jwt), signatureOf(started.ada.key), ours])
      await expectRefused(others.map((payload) => forged(key.jwt, { payload }, signer)));
    await expectRefused([forged(key.jwt, { payload: ofAda }, signatureOf(key.jwt))]);
  });

  it("is refused with a generation, a time or a claim that was never issued", async () => {
    const { iat, gen } = partsOf(key.jwt).payload as { iat: number; gen: number };
    const others = [{ gen: gen + 1 }, { gen: 0 }, { iat: iat + 1 }, { exp: iat + 9e9 }, { scope: "*:*" }];

    await expectRefused(others.map((payload) => forged(key.jwt, { payload }, ours)));
  });

  it("is refused when a single character of it is another", async () => {
    const places = [3, 40, key.jwt.indexOf(".") + 9, key.jwt.lastIndexOf(".") + 5, key.jwt.length - 1];
    const changed = places.map(
      (at) => key.jwt.slice(0, at) + (key.jwt[at] === "A" ? "B" : "A") + key.jwt.slice(at + 1),
    );

    await expectRefused([...changed, `${key.jwt}=`, `${key.jwt}A`, `${key.jwt}.${key.jwt}`]);
  });
});

describe("a JWT with a good signature", () => {
  it("is refused once its key is deleted, and told so", async () => {
    const { id, jwt } = await createKey(started.vera.send);
    await started.vera.send(`${KEYS}/${id}`, { method: "DELETE" });

    expect(forged(jwt, {}, ours)).toBe(jwt);
    expect(refusal(await started.client(jwt)(WHO))).toBe("401 key_revoked");
  });

  it("of another installation is refused here", async () => {
    const other = await startGraymeta(undefined, { GRAYMETA_SIGNING_KEY: PEM });

    expect((await other.ada.send(WHO)).status).toBe(200);
    await expectRefused([other.ada.key]);
  });
});
