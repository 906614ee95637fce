import { setTimeout as delay } from "node:timers/promises";

import { ed25519Key } from "@latchkey/example-host";
import { createSqlite, startOn } from "@latchkey/example-host/testing";

import { captain } from "../src/captain.js";
import { callsTo, type Credential } from "./support/call.js";

import { CDN, PROJECT } from "./support/places.js";
import { AUDIENCE, runIdentityServer, SIGNING_KEY } from "./support/run-identity-server.js";
import { partsOf, signToken, type TokenParts } from "./support/sign-token.js";
import { firstKeyIn, startCaptain, type StartedCaptain } from "./support/start-captain.js";

let api: StartedCaptain;
beforeAll(async () => {
  api = await startCaptain();
});
afterAll(() => api.stop());

/** What the API says to a token. */
const outcomeOf = (bearer: string) => api.outcome({ bearer }, `GET ${CDN}`);

/** A token as the identity server signs them, but for these changes. */
function altered(change: (parts: TokenParts) => TokenParts, key = SIGNING_KEY): string {
  return signToken(change(partsOf(api.reader.bearer)), key);
}

const withClaims = (changes: TokenParts["claims"]) =>
  altered(({ header, claims }) => ({ header, claims: { ...claims, ...changes } }));

const now = () => Math.floor(Date.now() / 1000);

describe("a token of the identity server", () => {
  it("opens the API to its holder", async () => {
    const { status, body } = await api.identityServer.ask("captain-reader");
    expect([status, body]).toEqual([
      200,
      { access_token: expect.any(String) as string, token_type: "Bearer", expires_in: 3600 },
    ]);
    const { header, claims } = partsOf(body.access_token);

    expect(header).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: expect.any(String) as string });
    expect(claims).toMatchObject({
      iss: api.identityServer.issuer,
      aud: AUDIENCE,
      sub: "captain-reader",
      organization: "gjirafa",
      role: "reader",
    });
    expect(await outcomeOf(body.access_token)).toBe("200");
  });

  it("is given to nobody with another secret", async () => {
    const { status, body } = await api.identityServer.ask("nobody");

    expect([status, body]).toMatchObject([401, { error: "invalid_client" }]);
  });

  it("opens what its role in the organization allows, and no other organization", async () => {
    const put = (who: { readonly bearer: string }) => api.outcome(who, `PUT ${CDN}`, { enabled: true });

    expect(await put(api.developer)).toBe("200");
    expect(await put(api.reader)).toBe("403 insufficient_permissions");
    expect(await put(api.stranger)).toBe("403 out_of_scope");
  });

  it("lets people reach the keys they have made, and administrators all of their organization", async () => {
    const { key } = await api.makeKey({ ...PROJECT, role: "reader", owner_id: "captain-reader" });
    const other = await api.makeKey({ ...PROJECT, role: "reader" });
    const path = `GET /keys/${key.id}`;

    expect(await api.outcome(api.reader, path)).toBe("200");
    expect(await api.outcome(api.reader, `GET /keys/${other.key.id}`)).toBe("404 not_found");
    expect(await api.outcome(api.admin, path)).toBe("200");
    expect(await api.outcome(api.stranger, path)).toBe("404 not_found");
    // A key is no person: it has its owner's keys, whatever it may do.
    expect(await api.outcome(api.firstKey, path)).toBe("404 not_found");
  });

  it("is presented as Bearer, and as nothing else", async () => {
    const { bearer } = api.reader;

    expect(await api.outcome({ key: bearer }, `GET ${CDN}`)).toBe("401 invalid_token");
    const raw = { authorization: bearer };
    expect(await api.outcome(null, `GET ${CDN}`, undefined, raw)).toBe("401 credentials_required");
  });

  it("is refused when it is for another API", async () => {
    const resource = "https://billing.example/api";
    const token = await api.identityServer.tokenOf("captain-reader", { resource });

    expect(partsOf(token).claims["aud"]).toBe(resource);
    expect(await outcomeOf(token)).toBe("401 invalid_token");
    expect(await outcomeOf(withClaims({ aud: undefined }))).toBe("401 invalid_token");
  });

  it("is refused when another server has issued it, even with the same key", async () => {
    const other = await runIdentityServer();
    const token = await other.tokenOf("captain-reader");
    await other.stop();

    expect(partsOf(token).header).toEqual(partsOf(api.reader.bearer).header);
    expect(await outcomeOf(token)).toBe("401 invalid_token");
  });

  it("is refused when it has expired, is not valid yet, or never ends", async () => {
    expect(await outcomeOf(withClaims({}))).toBe("200");
    expect(await outcomeOf(withClaims({ exp: now() - 60 }))).toBe("401 invalid_token");
    expect(await outcomeOf(withClaims({ nbf: now() + 60 }))).toBe("401 invalid_token");
    expect(await outcomeOf(withClaims({ exp: undefined }))).toBe("401 invalid_token");
  });

  it("is refused when anything in it was changed", async () => {
    const [header = "", claims = "", signature = ""] = api.reader.bearer.split(".");
    const asAdmin = { ...partsOf(api.reader.bearer).claims, role: "admin" };
    const forged = Buffer.from(JSON.stringify(asAdmin)).toString("base64url");
    const flipped = (signature.startsWith("A") ? "B" : "A") + signature.slice(1);

    for (const token of [
      `${header}.${forged}.${signature}`,
      `${header}.${claims}.${flipped}`,
      `${header}.${claims}.`,
      `${header}.${claims}`,
    ])
      expect(await outcomeOf(token)).toBe("401 invalid_token");
  });

  it("is refused when it is unsigned, signed by somebody else, or of another kind", async () => {
    const withHeader = (changes: TokenParts["header"], key?: string) =>
      altered(({ header, claims }) => ({ header: { ...header, ...changes }, claims }), key);
    const strangersKey = ed25519Key.generate();

    expect(await outcomeOf(withHeader({}))).toBe("200");
    for (const token of [
      withHeader({ alg: "none" }),
      withHeader({ alg: "HS256" }),
      withHeader({}, strangersKey),
      withHeader({ kid: "another" }, strangersKey),
      withHeader({ typ: "logout+jwt" }),
    ])
      expect(await outcomeOf(token)).toBe("401 invalid_token");
  });

  it("is refused to those who are in no organization, or in no role that there is", async () => {
    expect(await outcomeOf(await api.identityServer.tokenOf("visitor"))).toBe("401 invalid_token");
    for (const claims of [
      { organization: undefined },
      { organization: ["gjirafa"] },
      { role: undefined },
      { role: "constructor" },
      { sub: undefined },
    ])
      expect(await outcomeOf(withClaims(claims))).toBe("401 invalid_token");
  });
});

describe("a token that was given for a second", () => {
  it("opens the API, and is refused when its time is over", async () => {
    const server = await runIdentityServer({ tokenSeconds: 1 });
    const { address } = await startOn(captain, createSqlite, server.environment);
    const bearer = await server.tokenOf("captain-reader");
    const seen = new Set<number>();
    const end = performance.now() + 30_000;
    while (!seen.has(401) && performance.now() < end) {
      seen.add((await callsTo(address)({ bearer }, `GET ${CDN}`)).status);
      await delay(50);
    }

    expect([...seen]).toEqual([200, 401]);
    await server.stop();
  });
});

describe("an identity server that stops", () => {
  it("keeps out nobody whose token can be checked with the keys it has told", async () => {
    const server = await runIdentityServer();
    const bearer = await server.tokenOf("captain-reader");
    const { address, printed } = await startOn(captain, createSqlite, server.environment);
    const statusFor = async (who: Credential) => (await callsTo(address)(who, `GET ${CDN}`)).status;
    expect(await statusFor({ bearer })).toBe(200);

    await server.stop();

    await expect(fetch(server.environment["OIDC_JWKS_URI"] ?? "")).rejects.toThrow();
    expect(await statusFor({ bearer })).toBe(200);
    expect(await statusFor(firstKeyIn(printed))).toBe(200);
  });

  it("makes tokens 503 that cannot be checked, never 401, leaves keys alone, and is asked again", async () => {
    const server = await runIdentityServer();
    const bearer = await server.tokenOf("captain-reader");
    const { address, printed } = await startOn(captain, createSqlite, server.environment);
    const call = callsTo(address);
    await server.stop();

    const { status, body, headers } = await call({ bearer }, `GET ${CDN}`);
    expect([status, body["code"]]).toEqual([503, "identity_unavailable"]);
    expect(headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect((await call(firstKeyIn(printed), `GET ${CDN}`)).status).toBe(200);

    const again = await runIdentityServer({ port: Number(new URL(server.issuer).port) });
    const statuses = new Set<number>();
    const end = performance.now() + 30_000;
    while (!statuses.has(200) && performance.now() < end) {
      statuses.add((await call({ bearer }, `GET ${CDN}`)).status);
      await delay(50);
    }
    expect([...statuses].at(-1)).toBe(200);
    expect(statuses).not.toContain(401);
    await again.stop();
  });
});
