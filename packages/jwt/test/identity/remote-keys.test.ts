import { fakeClock, type FakeClock } from "@latchkey/core/testing";
import type { Identity } from "@latchkey/core";

import { jwtIdentity } from "../../src/index.js";
import {
  AUDIENCE,
  ISSUER,
  newKey,
  newShortKey,
  sign,
  signShort,
  startIdentityServer,
  type IdentityServer,
  type ServerKey,
  type ShortKey,
} from "./identity-server.js";
import { watchWarnings } from "./warnings.js";

const INVALID = { ok: false, reason: "invalid_token" };
const UNAVAILABLE = { ok: false, reason: "identity_unavailable", retryAfter: 1 };
const LET_IN = { ok: true };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let key: ServerKey;
let other: ServerKey;
let token: string;
/** Of tokens that outlive a test, in which the clock is moved. */
let exp: number;
let clock: FakeClock;
let server: IdentityServer;
let identity: Identity;
let warnings: ReturnType<typeof watchWarnings>;
beforeAll(async () => {
  [key, other] = await Promise.all([newKey("k1"), newKey("k2")]);
});
beforeEach(async () => {
  warnings = watchWarnings();
  clock = fakeClock(Date.now());
  exp = Math.floor(Date.now() / 1000) + 3_600;
  token = await sign(key, { exp });
  server = await startIdentityServer(key);
  identity = jwtIdentity({ issuer: ISSUER, audience: AUDIENCE, jwksUri: server.uri, clock });
});
afterEach(async () => {
  await server.stop();
  warnings.spy.mockRestore();
});

const away = (): void => {
  server.answer = (_req, res) => void res.writeHead(500).end("away");
};
const back = (): void => {
  server.answer = undefined;
};
const unknown = (kid: string): Promise<string> => sign(other, {}, { kid });
const told = (): string[] => warnings.of("LATCHKEY_IDENTITY_UNAVAILABLE");

/** Until what was begun behind a request has ended. */
async function settled(asked: number): Promise<void> {
  while (server.asked < asked) await new Promise((resolve) => setTimeout(resolve, 2));
  await new Promise((resolve) => setTimeout(resolve, 30));
}

describe("the keys of a server that answers", () => {
  it("are asked for when the first token comes, once for all that wait for them, and then remembered", async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.asked).toBe(0);
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => identity.verify(token)));
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    for (let n = 0; n < 50; n++) expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(server.asked).toBe(1);
  });

  it("are asked for again in the background, when they are five minutes old", async () => {
    await identity.verify(token);
    clock.advance(5 * MINUTE - 1);
    await identity.verify(token);
    await settled(1);
    expect(server.asked).toBe(1);
    clock.advance(1);
    server.answer = (_req, _res) => undefined; // not even an answer
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(told()).toEqual([]); // nor was one waited for until it was too late
    await settled(2);
    expect(server.asked).toBe(2);
  });

  it("are found when the server has new ones, after 30 s", async () => {
    await identity.verify(token);
    server.keys = [key.jwk, other.jwk];
    const renewed = await sign(other);
    clock.advance(30 * SECOND - 1);
    expect(await identity.verify(renewed)).toEqual(INVALID);
    expect(server.asked).toBe(1);
    clock.advance(1);
    expect(await identity.verify(renewed)).toMatchObject(LET_IN);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(server.asked).toBe(2);
  });

  it("are no longer used when the server has withdrawn them", async () => {
    await identity.verify(token);
    server.keys = [other.jwk];
    clock.advance(10 * MINUTE);
    expect(await identity.verify(token)).toEqual(INVALID);
    expect(await identity.verify(await sign(other, { exp }))).toMatchObject(LET_IN);
    expect(server.asked).toBe(2);
  });

  it("are asked for once in 30 s by a flood of names nobody knows, of which nothing is kept", async () => {
    await identity.verify(token);
    clock.advance(30 * SECOND);
    const forged = await unknown("k9");
    const flood = Array.from({ length: 3_000 }, (_, n) => renamed(forged, `nobody-${n}`));
    const verdicts = await Promise.all(flood.map((each) => identity.verify(each)));
    expect(verdicts.filter((verdict) => verdict.ok || verdict.reason !== "invalid_token")).toEqual([]);
    expect(server.asked).toBe(2);
    clock.advance(29 * SECOND);
    expect(await identity.verify(forged)).toEqual(INVALID);
    expect(server.asked).toBe(2);
    expect(told()).toEqual([]);
  });

  it("may be listed twice, word for word or with the members in another order", async () => {
    const turned = Object.fromEntries(Object.entries(key.jwk).reverse());
    server.keys = [key.jwk, key.jwk, turned];
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    const nameless = await sign(key, { exp }, { kid: undefined });
    expect(await identity.verify(nameless)).toMatchObject(LET_IN);
  });

  it("may be two of one name, which are both tried", async () => {
    server.keys = [key.jwk, { ...other.jwk, kid: "k1" }];
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(await identity.verify(await sign(other, { exp }, { kid: "k1" }))).toMatchObject(LET_IN);
    expect(await identity.verify(await sign(await newKey("k1"), { exp }))).toEqual(INVALID);
    expect(server.asked).toBe(1);
  });

  it("are tried up to four of one name", async () => {
    const keys = await Promise.all(Array.from({ length: 5 }, () => newKey("k1")));
    server.keys = keys.map(({ jwk }) => jwk);
    const verdicts = [];
    for (const each of keys) verdicts.push((await identity.verify(await sign(each, { exp }))).ok);
    expect(verdicts).toEqual([true, true, true, true, false]);
  });
});

/** The same token with another `kid`; its signature is no longer worth anything. */
function renamed(forged: string, kid: string): string {
  const [, payload, signature] = forged.split(".");
  const header = Buffer.from(JSON.stringify({ alg: "ES256", kid })).toString("base64url");
  return `${header}.${payload}.${signature}`;
}

describe("a server that is away from the beginning", () => {
  it("is 503 for tokens that could be its own, and asked again after a second", async () => {
    away();
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    clock.advance(SECOND - 1);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(server.asked).toBe(1);
    clock.advance(1);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(server.asked).toBe(2);
    back();
    clock.advance(SECOND);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
  });

  it("does not keep what is no token of its own from being 401", async () => {
    await server.stop();
    const foreign = await sign(key, {}, { typ: "api-key+jwt" });
    for (const text of ["rubbish", "a.b.c", foreign, `${token}=`, "x".repeat(9_000)])
      expect(await identity.verify(text)).toEqual(INVALID);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    server = await startIdentityServer(key);
  });

  it("is one fetch for all that wait for it", async () => {
    away();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => identity.verify(token)));
    expect(new Set(verdicts.map((verdict) => JSON.stringify(verdict)))).toEqual(
      new Set([JSON.stringify(UNAVAILABLE)]),
    );
    expect(server.asked).toBe(1);
  });
});

describe("a server that goes away", () => {
  beforeEach(async () => {
    await identity.verify(token);
    away();
  });

  it("is not missed by tokens with known keys for ten minutes after its last answer", async () => {
    clock.advance(10 * MINUTE - 1);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    await settled(2);
    clock.advance(1);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    back();
    clock.advance(SECOND);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
  });

  it("is 503 for a key that is not known, and asked once in 30 s", async () => {
    clock.advance(30 * SECOND);
    expect(await identity.verify(await unknown("k7"))).toEqual(UNAVAILABLE);
    clock.advance(29 * SECOND);
    expect(await identity.verify(await unknown("k8"))).toEqual(UNAVAILABLE);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(server.asked).toBe(2);
    back();
    clock.advance(SECOND);
    expect(await identity.verify(await unknown("k8"))).toEqual(INVALID);
    expect(server.asked).toBe(3);
  });

  it("ages also while the clock is set back, and while it stands still", async () => {
    clock.advance(10 * MINUTE);
    clock.set(clock.now() - 20 * MINUTE);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    back();
    clock.set(clock.now() + 20 * MINUTE);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    away();
    clock.set(clock.now() + 10 * MINUTE);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
  });

  it("is warned of once, and once more when it goes away again", async () => {
    clock.advance(10 * MINUTE);
    for (let n = 0; n < 5; n++) {
      await identity.verify(token);
      clock.advance(SECOND);
    }
    expect(told()).toEqual([
      `jwtIdentity: ${server.uri} answered with status 500; answering 503 until it works`,
    ]);
    back();
    await identity.verify(token);
    away();
    clock.advance(10 * MINUTE);
    await identity.verify(token);
    expect(told()).toHaveLength(2);
  });
});

describe("an answer that holds no keys", () => {
  const big = JSON.stringify({ keys: [], pad: "x".repeat(1_000_000) });
  it.each<[string, number, Record<string, string>, string, string]>([
    ["another status", 204, {}, "", "answered with status 204"],
    ["a status of the server's", 503, {}, "", "answered with status 503"],
    ["a redirect", 302, { location: "/elsewhere" }, "", "answered with status 302"],
    [
      "a page",
      200,
      { "content-type": "text/html" },
      "<html>",
      "answered with something else than a JSON Web Key Set",
    ],
    ["no set", 200, {}, '{"keys":{}}', "answered with something else than a JSON Web Key Set"],
    ["a list", 200, {}, "[]", "answered with something else than a JSON Web Key Set"],
    ["null", 200, {}, "null", "answered with something else than a JSON Web Key Set"],
    ["nothing", 200, {}, "", "answered with something else than a JSON Web Key Set"],
    ["broken keys", 200, {}, '{"keys":[1]}', "answered with something else than a JSON Web Key Set"],
    ["deep JSON", 200, {}, "[".repeat(100_000), "answered with something else than a JSON Web Key Set"],
    ["null in the set", 200, {}, '{"keys":[null]}', "answered with something else than a JSON Web Key Set"],
    ["an empty set", 200, {}, '{"keys":[]}', "answered without a key for signatures"],
    [
      "a key for secrets",
      200,
      {},
      '{"keys":[{"kty":"oct","k":"AA"}]}',
      "answered without a key for signatures",
    ],
    ["half a key", 200, {}, '{"keys":[{"kty":"RSA"}]}', "answered with a key that is broken, and no other"],
    ["too much", 200, {}, big, "answered with 1 MB or more"],
  ])("(%s) is 503", async (_what, status, headers, body, why) => {
    server.answer = (_req, res) => void res.writeHead(status, headers).end(body);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(told()).toEqual([`jwtIdentity: ${server.uri} ${why}; answering 503 until it works`]);
    expect(server.asked).toBe(1);
  });

  it("is read no further than 1 MB, however small it was packed", async () => {
    const { gzipSync } = await import("node:zlib");
    const packed = gzipSync(big);
    server.answer = (_req, res) => void res.writeHead(200, { "content-encoding": "gzip" }).end(packed);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(told()).toEqual([expect.stringContaining("answered with 1 MB or more")]);
  });

  it("is cut off where it never ends", async () => {
    let cut = 0;
    server.answer = (_req, res) => {
      res.on("close", () => cut++);
      const more = (): void => {
        while (!res.destroyed && res.write("x".repeat(65_536)));
        if (!res.destroyed) res.once("drain", more);
      };
      more();
    };
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    await settled(1);
    expect(cut).toBe(1);
  });

  it("and a key that is broken are 503 for that key alone", async () => {
    server.keys = [{ ...key.jwk, x: "AA" }, other.jwk];
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(await identity.verify(await sign(other))).toMatchObject(LET_IN);
    expect(told()).toEqual([expect.stringContaining("answered with a key that is broken")]);
  });
});

describe("a set without a key for signatures", () => {
  const NONE = "answered without a key for signatures";

  it.each<[string, () => void]>([
    ["of no keys", () => (server.keys = [])],
    ["for encryption alone", () => (server.keys = [{ ...key.jwk, use: "enc" }])],
    ["of an algorithm that is not taken", () => (server.keys = [{ ...key.jwk, alg: "ES256K" }])],
    ["for signing, not for checking", () => (server.keys = [{ ...key.jwk, key_ops: ["sign"] }])],
  ])("(%s) withdraws no key that is known, and is a fault of the server", async (_which, empty) => {
    await identity.verify(token);
    empty();
    clock.advance(5 * MINUTE);
    await identity.verify(token);
    await settled(2);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(told()).toEqual([`jwtIdentity: ${server.uri} ${NONE}; answering 503 until it works`]);
    clock.advance(5 * MINUTE);
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    server.keys = [key.jwk];
    clock.advance(SECOND);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
  });
});

describe("a key that is broken", () => {
  const BROKEN = "answered with a key that is broken; answering";
  let short: ShortKey;
  beforeAll(() => {
    short = newShortKey("short");
  });

  it("is also one that is too short for jose, and 503 for that key alone", async () => {
    server.keys = [short.jwk, key.jwk];
    expect(await identity.verify(signShort(short, token))).toEqual(UNAVAILABLE);
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    expect(told()).toEqual([expect.stringContaining(BROKEN)]);
  });

  it("is no answer of a server that has no other", async () => {
    server.keys = [short.jwk];
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(told()).toEqual([expect.stringContaining("answered with a key that is broken, and no other")]);
  });

  it("does not spoil another of the same name", async () => {
    server.keys = [{ ...key.jwk, x: "AA" }, { ...other.jwk, kid: "k1" }, key.jwk];
    expect(await identity.verify(token)).toMatchObject(LET_IN);
    const rsa = await newKey("short", "RS256");
    server.keys = [short.jwk, rsa.jwk];
    clock.advance(30 * SECOND);
    expect(await identity.verify(await sign(rsa, { exp }))).toMatchObject(LET_IN);
  });

  it("is warned of beside a server that is away, and the other way round, each once", async () => {
    const broken = [{ ...key.jwk, x: "AA" }, other.jwk];
    server.keys = broken;
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    away();
    clock.advance(10 * MINUTE);
    await identity.verify(token);
    await identity.verify(token);
    expect(told()).toEqual([
      expect.stringContaining(BROKEN),
      expect.stringContaining("answered with status 500"),
    ]);
  });

  it("is warned of while the server is away that gave it", async () => {
    server.keys = [{ ...key.jwk, x: "AA" }, other.jwk];
    await identity.verify(await sign(other, { exp }));
    away();
    clock.advance(30 * SECOND);
    await identity.verify(await unknown("k9"));
    await identity.verify(token);
    expect(told()).toEqual([
      expect.stringContaining("answered with status 500"),
      expect.stringContaining(BROKEN),
    ]);
  });

  it("is warned of once an hour, however often it is fetched", async () => {
    server.keys = [{ ...key.jwk, x: "AA" }, other.jwk];
    for (let n = 0; n < 6; n++) {
      expect(await identity.verify(token)).toEqual(UNAVAILABLE);
      clock.advance(10 * MINUTE);
    }
    expect([server.asked, told().length]).toEqual([6, 1]);
    await identity.verify(token);
    expect(told()).toHaveLength(2);
  });
});

describe("a server that hangs", () => {
  it.each<[string, (head: boolean) => void]>([
    ["without an answer", () => (server.answer = () => undefined)],
    [
      "in the middle of one",
      () => (server.answer = (_req, res) => void res.writeHead(200).write('{"keys":[')),
    ],
  ])("%s is 503 within the time of a verification, for all that wait", async (_where, hang) => {
    hang(true);
    const began = performance.now();
    const first = identity.verify(token);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await Promise.all([first, identity.verify(token)])).toEqual([UNAVAILABLE, UNAVAILABLE]);
    const took = performance.now() - began;
    expect(took).toBeLessThan(5_000); // without a limit it would be 300 s
    expect(server.asked).toBe(1);
    expect(told()).toEqual([expect.stringContaining("did not answer (TimeoutError)")]);
  });

  it("and one that refuses connections is told by the system's name for it", async () => {
    await server.stop();
    expect(await identity.verify(token)).toEqual(UNAVAILABLE);
    expect(told()).toEqual([expect.stringContaining("did not answer (ECONNREFUSED)")]);
    server = await startIdentityServer(key);
  });
});

describe("the warning", () => {
  it("holds no query of the address, which may be secret", async () => {
    away();
    const jwksUri = new URL(`${server.uri}?api_key=hidden`);
    await jwtIdentity({ issuer: ISSUER, audience: AUDIENCE, jwksUri, clock }).verify(token);
    expect(told()).toEqual([expect.not.stringContaining("hidden")]);
  });
});
