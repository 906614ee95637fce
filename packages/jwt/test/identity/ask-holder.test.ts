import { fakeClock, type FakeClock } from "@latchkey/core/testing";
import type { IdentityVerdict } from "@latchkey/core";

import { jwtIdentity, type JwtIdentityOptions } from "../../src/index.js";
import {
  AUDIENCE,
  ISSUER,
  newKey,
  sign,
  startIdentityServer,
  type IdentityServer,
  type ServerKey,
} from "./identity-server.js";
import { watchWarnings } from "./warnings.js";

const INVALID = { ok: false, reason: "invalid_token" };
const UNAVAILABLE = { ok: false, reason: "identity_unavailable", retryAfter: 1 };

let key: ServerKey;
let server: IdentityServer;
let clock: FakeClock;
let warnings: ReturnType<typeof watchWarnings>;
beforeAll(async () => {
  key = await newKey("k1");
  server = await startIdentityServer(key);
});
beforeEach(() => {
  warnings = watchWarnings();
  clock = fakeClock(Date.now());
});
afterEach(() => warnings.spy.mockRestore());
afterAll(() => server.stop());

type Find = NonNullable<JwtIdentityOptions["principal"]>;

function identityOf(principal?: Find, options: Partial<JwtIdentityOptions> = {}) {
  return jwtIdentity({
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUri: server.uri,
    clock,
    principal,
    ...options,
  });
}
const ask = async (principal?: Find, claims: Record<string, unknown> = {}): Promise<IdentityVerdict> =>
  identityOf(principal).verify(await sign(key, claims));
const told = (): string[] => warnings.of("LATCHKEY_IDENTITY_PRINCIPAL");

describe("the option principal", () => {
  const FIELDS = {
    ownerId: "ann",
    orgId: "acme",
    projectId: "site",
    permissions: ["bundles:read"],
    name: "Ann",
  };

  it.each<[string, Find]>([
    ["at once", () => FIELDS],
    ["after a wait", () => new Promise((resolve) => setTimeout(resolve, 10, FIELDS))],
  ])("says %s who the holder is", async (_when, principal) => {
    const verdict = await ask(principal);
    expect(verdict).toMatchObject({ ok: true, principal: { kind: "identity", id: "ann", ...FIELDS } });
    expect(verdict.ok && verdict.principal.can("bundles:read")).toBe(true);
  });

  it("gets the claims of a token that is right, and of no other", async () => {
    const heard: unknown[] = [];
    const principal: Find = (claims) => {
      heard.push(claims);
      return { ownerId: claims.sub ?? "nobody" };
    };
    await ask(principal, { exp: 1 });
    await ask(principal, { aud: "other" });
    await ask(principal, { sub: 17 });
    await ask(principal, { org_id: "acme", sub: undefined });
    expect(heard).toEqual([
      expect.objectContaining({
        iss: ISSUER,
        aud: AUDIENCE,
        exp: expect.any(Number) as number,
        org_id: "acme",
      }),
    ]);
  });

  it.each<[string, Find]>([
    ["null", () => null],
    ["a promise of null", () => Promise.resolve(null)],
  ])("lets nobody in by %s, without a word why", async (_what, principal) => {
    expect(await ask(principal)).toEqual(INVALID);
    expect(told()).toEqual([]);
  });

  const WRONG: Readonly<Record<string, [Find, string]>> = {
    throws: [
      () => {
        throw new TypeError("hidden");
      },
      "TypeError",
    ],
    rejects: [
      () => Promise.reject(Object.assign(new Error("hidden"), { code: "ECONNREFUSED" })),
      "Error ECONNREFUSED",
    ],
    "rejects with nothing": [() => Promise.reject(undefined), "no error object"],
    "throws a text": [
      () => {
        throw "hidden" as unknown as Error;
      },
      "no error object",
    ],
    "rejects with a list of nothing": [
      () => Promise.any([Promise.reject<never>(null), Promise.reject<never>(undefined)]),
      "AggregateError",
    ],
    "rejects with null in its errors": [
      () =>
        Promise.reject(Object.assign(new Error("hidden"), { errors: [null, undefined, 5, { path: null }] })),
      "Error",
    ],
    "throws what throws when it is looked at": [
      () => {
        throw Object.defineProperty({}, "name", {
          get() {
            throw new Error("hidden");
          },
        }) as Error;
      },
      "no error object",
    ],
    "throws a proxy that was revoked": [
      () => {
        const { proxy, revoke } = Proxy.revocable(new Error("hidden"), {});
        revoke();
        throw proxy;
      },
      "no error object",
    ],
    "rejects with a code that is a value": [
      () => Promise.reject(Object.assign(new Error("hidden"), { code: "ann-17" })),
      "Error",
    ],
    "rejects with a code that only looks like ours": [
      () => Promise.reject(Object.assign(new Error("hidden"), { code: "hidden_code" })),
      "Error",
    ],
    "rejects with a code that is too long": [
      () => Promise.reject(Object.assign(new Error("hidden"), { code: "A".repeat(42) })),
      "Error",
    ],
    "rejects with a name that is a value": [
      () => Promise.reject(Object.assign(new Error("hidden"), { name: "ann@acme.test", code: "EAGAIN" })),
      "EAGAIN",
    ],
    "returns undefined": [() => undefined as never, "LatchkeyError invalid_request"],
    "returns a text": [() => "hidden" as never, "LatchkeyError invalid_request"],
    "returns no owner": [() => ({}) as never, "LatchkeyError invalid_field ownerId"],
    "returns an owner that is no id": [() => ({ ownerId: " hidden" }), "LatchkeyError invalid_field ownerId"],
    "returns an organization that is no id": [
      () => ({ ownerId: "a", orgId: "*" }),
      "LatchkeyError invalid_field orgId",
    ],
    "returns a project without an organization": [
      () => ({ ownerId: "a", projectId: "p" }),
      "LatchkeyError invalid_field projectId",
    ],
    "returns what is no permission": [
      () => ({ ownerId: "a", permissions: ["hidden"] }),
      "LatchkeyError invalid_field permissions",
    ],
    "returns fields there are not": [
      () => ({ ownerId: "a", hidden: 1 }) as never,
      "LatchkeyError unknown_field",
    ],
  };
  it.each(Object.entries(WRONG))(
    "that %s is 503, with a warning that holds no value",
    async (_how, [principal, why]) => {
      expect(await ask(principal)).toEqual(UNAVAILABLE);
      expect(told()).toEqual([
        `jwtIdentity: the option \`principal\` failed (${why}); answering 503 until it works`,
      ]);
    },
  );

  it("that never answers is 503 within the time of a verification", async () => {
    const began = performance.now();
    expect(await ask(() => new Promise(() => undefined))).toEqual(UNAVAILABLE);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(told()).toEqual([expect.stringContaining("failed (TimeoutError)")]);
  });

  it("has what is left of that time when the keys took some of it", async () => {
    const clocked = { ...clock, passed: 0 };
    const patient = identityOf(
      () => new Promise((resolve) => setTimeout(resolve, 400, { ownerId: "late" })),
      { clock: { now: () => Date.now(), monotonic: () => (clocked.passed += 350) } },
    );
    expect(await patient.verify(await sign(key))).toEqual(UNAVAILABLE);
  });

  it("is not blamed for being late when the keys took up its time, but for failing", async () => {
    server.answer = (_req, res) => void setTimeout(() => res.end(JSON.stringify({ keys: [key.jwk] })), 600);
    const slow = () =>
      new Promise<{ ownerId: string }>((resolve) => setTimeout(resolve, 300, { ownerId: "a" }));
    const token = await sign(key);
    try {
      const hurried = identityOf(slow, { clock: undefined });
      expect(await hurried.verify(token)).toEqual(UNAVAILABLE);
      expect(told()).toEqual([]);
      expect(await hurried.verify(token)).toMatchObject({ ok: true, principal: { id: "a" } });
      const failing = identityOf(() => Promise.reject(new TypeError("hidden")), { clock: undefined });
      expect(await failing.verify(token)).toEqual(UNAVAILABLE);
      expect(told()).toEqual([expect.stringContaining("failed (TypeError)")]);
    } finally {
      server.answer = undefined;
    }
  });

  it("is warned of once while it fails, and at most once a minute while it comes and goes", async () => {
    let works = false;
    const identity = identityOf(({ sub }) => (works ? { ownerId: String(sub) } : (undefined as never)));
    const token = await sign(key, { exp: Math.floor(Date.now() / 1000) + 3_600 });
    const flap = async () => {
      works = true;
      await identity.verify(token);
      works = false;
      await identity.verify(token);
    };
    await identity.verify(token);
    await identity.verify(token);
    await flap();
    await flap();
    expect(told()).toHaveLength(1);
    clock.advance(60_000);
    await identity.verify(token);
    await identity.verify(token);
    expect(told()).toHaveLength(2);
  });

  it("raises no unhandled rejection when it fails too late", async () => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    const late: Find = () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 900));
    expect(await ask(late)).toEqual(UNAVAILABLE);
    await new Promise((resolve) => setTimeout(resolve, 250));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("without it", () => {
  const permissionsOf = async (scope: unknown): Promise<unknown> => {
    const verdict = await ask(undefined, { scope });
    return verdict.ok ? verdict.principal.permissions : verdict.reason;
  };

  it.each([
    ["bundles:read bundles:write", ["bundles:read", "bundles:write"]],
    [["bundles:read", "openid", 5, null, ["a:b"]], ["bundles:read"]],
    ["openid profile email", []],
    ["bundles:read  bundles:read", ["bundles:read"]],
    ["Bundles:Read bundles:read:all *:* :", ["*:*"]],
    [undefined, []],
    ["", []],
    [{ "bundles:read": true }, []],
    [7, []],
  ])("the scope %j is the permissions %j", async (scope, permissions) => {
    expect(await permissionsOf(scope)).toEqual(permissions);
  });

  it("more permissions than a principal may have are nobody's, without a warning", async () => {
    const scope = (count: number) => Array.from({ length: count }, (_, n) => `bundles:p${n}`).join(" ");
    expect(await permissionsOf(scope(100))).toHaveLength(100);
    expect(await permissionsOf(`openid email ${scope(100)} bundles:p1`)).toHaveLength(100);
    expect(await permissionsOf(scope(101))).toBe("invalid_token");
    expect(told()).toEqual([]);
  });
});
