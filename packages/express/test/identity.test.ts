import { identityPrincipal, systemClock, type Identity, type IdentityFields } from "@latchkey/core";
import type { ErrorRequestHandler, RequestHandler } from "express";
import request from "supertest";

import {
  authenticate,
  requireAnyPermission,
  requirePermission,
  requireScope,
  type AuthenticateOptions,
} from "../src/index.js";
import { CREDENTIAL_CASES } from "./credential-cases.js";
import { fakeIdentity, IDENTITY_CASES, IDENTITY_TOKENS } from "./identity-cases.js";
import { parseProblem } from "./parse-problem.js";
import { keysInAllStates, type KeysInAllStates } from "./states.js";
import { whoAmI } from "./who-am-i.js";

let keys: KeysInAllStates;
let identity: ReturnType<typeof fakeIdentity>;
beforeEach(async () => {
  keys = await keysInAllStates();
  identity = fakeIdentity();
});

function ask(headers: object, options: AuthenticateOptions = {}, ...guards: RequestHandler[]) {
  return request(whoAmI(authenticate(keys.keyring, { identity, ...options }), ...guards))
    .get("/whoami")
    .set(headers as Record<string, string>);
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(IDENTITY_CASES)("beside an identity server, $title", ({ headers, lets, code, asks }) => {
  it(lets === undefined ? `is refused as ${code}` : `is let in as the ${lets}`, async () => {
    const answer = await ask(headers(keys.tokens));
    if (lets === undefined) expect(parseProblem(answer.text).code).toBe(code);
    else expect(answer.body).toEqual({ id: lets === "key" ? keys.activeId : "u-17" });
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(identity.verify).toHaveBeenCalledTimes(asks ? 1 : 0);
    if (asks) expect(keys.reads).not.toHaveBeenCalled();
  });
});

describe.each(CREDENTIAL_CASES)("with $title, an identity server", ({ headers, code }) => {
  it("changes neither status nor code", async () => {
    const sent = headers(keys.tokens);
    const without = await ask(sent, { identity: undefined });
    const beside = await ask(sent);
    expect(beside.status).toBe(without.status);
    expect(beside.headers["retry-after"]).toBe(without.headers["retry-after"]);
    if (code !== undefined) expect(parseProblem(beside.text).code).toBe(code);
  });
});

describe("a token that the identity server refuses", () => {
  it("is 401 with a challenge, and told what fits both kinds of tokens", async () => {
    const answer = await ask(bearer(IDENTITY_TOKENS.bad), { realm: "acme" });
    const { status, title, detail } = parseProblem(answer.text);
    expect([status, title]).toEqual([401, "Invalid token"]);
    expect(detail).toBe(
      "The token is neither an API key nor a valid token of the identity server: it may be incomplete or have " +
        "expired, or it is meant for another API. Get another one.",
    );
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer realm="acme", error="invalid_token", error_description="${detail}"`,
    );
    expect(answer.headers).not.toHaveProperty("retry-after");
  });

  it("is 401 also where authentication is optional", async () => {
    expect((await ask(bearer(IDENTITY_TOKENS.bad), { optional: true })).status).toBe(401);
    expect((await ask({}, { optional: true })).body).toEqual({ id: null });
  });

  it("is heard of by onRefusal, and goes to the error handler where that is asked for", async () => {
    const heard: unknown[] = [];
    const caught: unknown[] = [];
    const options = {
      identity,
      errors: "next",
      onRefusal: ({ code, status }: { code: string; status: number }) => void heard.push([code, status]),
    } as const;
    const app = whoAmI(authenticate(keys.keyring, options)).use(((error, _req, res, _next) => {
      caught.push(error);
      res.status((error as { status: number }).status).end();
    }) as ErrorRequestHandler);
    const askFor = (token: string) => request(app).get("/whoami").set(bearer(token));
    expect((await askFor(IDENTITY_TOKENS.bad)).status).toBe(401);
    const unsure = await askFor(IDENTITY_TOKENS.unsure);
    expect([unsure.status, unsure.headers["retry-after"]]).toEqual([503, "3"]);
    expect(heard).toEqual([
      ["invalid_token", 401],
      ["identity_unavailable", 503],
    ]);
    expect(caught).toMatchObject([
      { code: "invalid_token" },
      { code: "identity_unavailable", retryAfter: 3 },
    ]);
  });
});

describe("an identity server that does not answer", () => {
  it("is 503 with Retry-After, without a challenge, and with a text of its own", async () => {
    const answer = await ask(bearer(IDENTITY_TOKENS.unsure));
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("3");
    expect(answer.headers).not.toHaveProperty("www-authenticate");
    expect(parseProblem(answer.text).detail).toBe(
      "The token could not be checked, because its identity server gives no answer. Try again shortly.",
    );
  });

  it("has nothing to do with API keys, nor the key store with its tokens", async () => {
    identity.verify.mockResolvedValue({ ok: false, reason: "identity_unavailable" });
    expect((await ask(bearer(keys.tokens.active))).status).toBe(200);
    keys.cutStore();
    expect(
      (
        await request(whoAmI(authenticate(keys.keyring, { identity: fakeIdentity() })))
          .get("/whoami")
          .set(bearer(IDENTITY_TOKENS.good))
      ).status,
    ).toBe(200);
  });
});

describe("an identity that is at fault", () => {
  let warn: jest.SpyInstance;
  let now: jest.SpyInstance;
  let passed = 0;
  beforeEach(() => {
    passed = 0;
    warn = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monotonic } = systemClock;
    now = jest.spyOn(systemClock, "monotonic").mockImplementation(() => monotonic() + passed);
  });
  afterEach(() => {
    warn.mockRestore();
    now.mockRestore();
  });
  const told = (): string[] =>
    (warn.mock.calls as [string, { type?: string; code?: string }][])
      .filter(([, { type, code }]) => type === "LatchkeyWarning" && code === "LATCHKEY_IDENTITY_FAILED")
      .map(([message]) => message);
  const warning = (why: string): string =>
    `the option \`identity\` failed (${why}): it must answer within a second, and let nobody in without what ` +
    "identityPrincipal() makes; answering 503 until it works";

  const letting = (principal: unknown) => () => Promise.resolve({ ok: true, principal });
  const holder = { kind: "identity", ownerId: "u", permissions: [] };
  const bug = new TypeError(`a bug with ${IDENTITY_TOKENS.good}`);
  it.each<[string, () => unknown, string]>([
    [
      "throws",
      () => {
        throw bug;
      },
      "TypeError",
    ],
    ["rejects", () => Promise.reject(bug), "TypeError"],
    ["rejects with nothing", () => Promise.reject(undefined), "no error object"],
    [
      "rejects with the token in a name",
      () => Promise.reject(Object.assign(new Error(), { name: IDENTITY_TOKENS.good })),
      "no error object",
    ],
    [
      "rejects with what throws when it is looked at",
      () => {
        const { proxy, revoke } = Proxy.revocable(bug, {});
        revoke();
        return Promise.reject(proxy);
      },
      "no error object",
    ],
    ["never answers", () => new Promise(() => undefined), "TimeoutError"],
    ["says nothing", () => undefined, "TypeError"],
    ["lets nobody in", () => ({ ok: true }), "TypeError"],
    ["lets null in", letting(null), "TypeError"],
    ["lets in what it calls an API key", letting({ ...holder, kind: "api-key", keyId: "k" }), "TypeError"],
    ["lets in for all organizations", letting({ ...holder, orgId: "*" }), "LatchkeyError"],
    ["lets in a project of none", letting({ ...holder, projectId: "site" }), "LatchkeyError"],
    ["lets in nobody's token", letting({ ...holder, ownerId: undefined }), "LatchkeyError"],
    ["lets in with what is no permission", letting({ ...holder, permissions: ["all"] }), "LatchkeyError"],
  ])("and %s is 503, with a warning that holds nothing of it", async (_how, verify, why) => {
    const app = whoAmI(
      authenticate(keys.keyring, { identity: { verify } as unknown as Identity, optional: true }),
    );
    const answer = await request(app).get("/whoami").set(bearer(IDENTITY_TOKENS.good)).timeout(4_000);
    expect([answer.status, parseProblem(answer.text).code]).toEqual([503, "identity_unavailable"]);
    expect(answer.headers["retry-after"]).toBe("1");
    expect(answer.text).not.toContain(IDENTITY_TOKENS.good);
    expect(told()).toEqual([warning(why)]);
  });

  it("lets in by what identityPrincipal() makes of its principal, and by nothing else", async () => {
    const principal = { ...holder, keyId: keys.activeId, env: "live", orgId: "acme", can: () => true };
    const verify = letting(principal) as unknown as Identity["verify"];
    let seen: unknown;
    const middleware = authenticate(keys.keyring, { identity: { verify } });
    const guard = requirePermission("bundles:read");
    const app = whoAmI(middleware, (req, _res, next) => ((seen = req.principal), next()), guard);
    const answer = await request(app).get("/whoami").set(bearer(IDENTITY_TOKENS.good));
    expect(answer.status).toBe(403);
    expect(seen).toEqual({
      ...identityPrincipal({ ownerId: "u", orgId: "acme" }),
      can: expect.any(Function) as unknown,
    });
    expect(told()).toEqual([]);
  });

  it("is warned of once while it fails, and at most once a minute while it comes and goes", async () => {
    const faulty = { verify: jest.fn() };
    const askIt = async (works: boolean) => {
      faulty.verify.mockImplementation(() =>
        works ? Promise.resolve({ ok: false, reason: "invalid_token" }) : Promise.reject(bug),
      );
      return (await ask(bearer(IDENTITY_TOKENS.good), { identity: faulty })).status;
    };
    const statuses = [];
    for (const works of [false, false, true, false, true]) statuses.push(await askIt(works));
    expect(statuses).toEqual([503, 503, 401, 503, 401]);
    expect(told()).toHaveLength(1);
    passed += 60_000;
    await askIt(false);
    passed += 60_000;
    await askIt(false);
    expect(told()).toHaveLength(2);
  });

  it("is warned of also where another one is at fault", async () => {
    for (let n = 0; n < 2; n++)
      await ask(bearer(IDENTITY_TOKENS.good), { identity: { verify: () => Promise.reject(bug) } });
    expect(told()).toHaveLength(2);
  });

  it.each([Number.NaN, Infinity, -1, "7", 3_601])(
    "and names %p as a wait is 503 with another",
    async (retryAfter) => {
      const verdict = { ok: false, reason: "identity_unavailable", retryAfter };
      const identity = { verify: () => Promise.resolve(verdict) } as unknown as Identity;
      const answer = await ask(bearer(IDENTITY_TOKENS.good), { identity });
      expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "1"]);
    },
  );

  it("and gives a reason there is not is 401", async () => {
    const faulty = { verify: () => ({ ok: false, reason: "who knows" }) } as unknown as Identity;
    expect((await ask(bearer(IDENTITY_TOKENS.good), { identity: faulty })).status).toBe(401);
  });
});

describe("guards behind it", () => {
  const holding = (fields: Omit<IdentityFields, "ownerId">): Identity => ({
    verify: () => Promise.resolve({ ok: true, principal: identityPrincipal({ ownerId: "u", ...fields }) }),
  });
  const guarded = (fields: Omit<IdentityFields, "ownerId">, guard: RequestHandler) =>
    ask(bearer("any"), { identity: holding(fields) }, guard);

  it.each([
    [
      "requirePermission",
      requirePermission("bundles:read"),
      "This token lacks what is needed here: bundles:read. Use one that has it.",
    ],
    [
      "requireAnyPermission",
      requireAnyPermission("bundles:read", "bundles:write"),
      "This token lacks what is needed here, one of: bundles:read, bundles:write. Use one that has one of them.",
    ],
  ])("(%s) go by its permissions", async (_name, guard, detail) => {
    expect((await guarded({ permissions: ["bundles:*"] }, guard)).status).toBe(200);
    const refused = await guarded({ permissions: ["other:read"] }, guard);
    expect([refused.status, parseProblem(refused.text).detail]).toEqual([403, detail]);
    expect(refused.headers["www-authenticate"]).toContain('error="insufficient_scope"');
  });

  it("(requireScope) go by its organization and project", async () => {
    const guard = requireScope({ org: () => "acme", project: () => "site" });
    expect((await guarded({ orgId: "acme" }, guard)).status).toBe(200);
    expect((await guarded({ orgId: "acme", projectId: "site" }, guard)).status).toBe(200);
    expect((await guarded({ orgId: "acme", projectId: "other" }, guard)).status).toBe(403);
    expect((await guarded({}, guard)).status).toBe(403);
    const refused = await guarded({ orgId: "evil" }, guard);
    expect(parseProblem(refused.text).detail).toBe(
      "This token is for another organization or project. Use one for the one this request is about.",
    );
  });
});

describe("the option identity", () => {
  it.each([
    [{ identity: {} }, "option `identity` must have a function `verify`, such as what jwtIdentity()"],
    [{ identity: null }, "option `identity` must have a function `verify`"],
    [{ identity: Promise.resolve() }, "option `identity` must have a function `verify`"],
    [{ identity: () => undefined }, "option `identity` must have a function `verify`"],
    [{ identity: fakeIdentity(), sources: { headers: ["x-api-key"] } }, "`sources` does not list `bearer`"],
  ])("(%j) is checked at construction", (options, message) => {
    expect(() => authenticate(keys.keyring, options as AuthenticateOptions)).toThrow(message);
  });
});
