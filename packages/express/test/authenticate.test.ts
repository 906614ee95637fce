import type { Keyring } from "@latchkey/core";
import type { ErrorRequestHandler } from "express";
import { createServer } from "node:http";
import request from "supertest";

import { authenticate, type AuthenticateOptions } from "../src/index.js";
import { fakeIdentity } from "./identity-cases.js";
import { CREDENTIAL_CASES } from "./credential-cases.js";
import { parseProblem } from "./parse-problem.js";
import { keysInAllStates, type KeysInAllStates } from "./states.js";
import { whoAmI } from "./who-am-i.js";

let keys: KeysInAllStates;
beforeEach(async () => {
  keys = await keysInAllStates();
});

function ask(headers: Record<string, string>, options?: AuthenticateOptions) {
  return request(whoAmI(authenticate(keys.keyring, options)))
    .get("/whoami")
    .set(headers);
}

const DESCRIPTION = String.raw`error_description="[\x20\x21\x23-\x5b\x5d-\x7e]+"`;
const BARE = /^Bearer realm="api"$/;
const INVALID_REQUEST = new RegExp(`^Bearer realm="api", error="invalid_request", ${DESCRIPTION}$`);
const INVALID_TOKEN = new RegExp(`^Bearer realm="api", error="invalid_token", ${DESCRIPTION}$`);

interface Answer {
  readonly status: number;
  readonly challenge?: RegExp;
  readonly retryAfter?: string;
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  credentials_required: { status: 401, challenge: BARE },
  invalid_request: { status: 400, challenge: INVALID_REQUEST },
  network_not_allowed: { status: 403 },
  rate_limited: { status: 429, retryAfter: "30" },
  too_many_failures: { status: 429, retryAfter: "12" },
  identity_unavailable: { status: 503, retryAfter: "2" },
  busy: { status: 503, retryAfter: "1" },
};
const ANY_OTHER: Answer = { status: 401, challenge: INVALID_TOKEN };

describe.each(CREDENTIAL_CASES)("a request with $title", ({ headers, code }) => {
  it(code === undefined ? "is let in as the key's principal" : `is refused as ${code}`, async () => {
    const answer = await ask(headers(keys.tokens));
    if (code === undefined) {
      expect([answer.status, answer.body]).toEqual([200, { id: keys.activeId }]);
      return;
    }
    const { status, challenge, retryAfter } = ANSWERS[code] ?? ANY_OTHER;
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ code, type: `urn:latchkey:problem:${code}`, status });
    if (challenge === undefined) expect(answer.headers).not.toHaveProperty("www-authenticate");
    else expect(answer.headers["www-authenticate"]).toMatch(challenge);
    expect(answer.headers["retry-after"]).toBe(retryAfter);
  });
});

describe("a key store that does not answer", () => {
  it("is 503 with Retry-After and without a challenge", async () => {
    keys.cutStore();
    const answer = await ask({ "x-api-key": keys.tokens.active });
    expect([answer.status, parseProblem(answer.text).code]).toEqual([503, "store_unavailable"]);
    expect(answer.headers["retry-after"]).toBe("1");
    expect(answer.headers).not.toHaveProperty("www-authenticate");
  });

  it("does not keep a malformed token from being 401", async () => {
    keys.cutStore();
    const answer = await ask({ "x-api-key": keys.tokens.malformed });
    expect([answer.status, parseProblem(answer.text).code]).toEqual([401, "invalid_token"]);
  });

  it("passes on the keyring's own estimate of when to try again", async () => {
    const keyring = {
      ...keys.keyring,
      verifySync: () => ({ ok: false, reason: "busy", retryAfter: 7 }) as const,
    };
    const answer = await request(whoAmI(authenticate(keyring)))
      .get("/whoami")
      .set("x-api-key", "any");
    expect([answer.status, parseProblem(answer.text).code, answer.headers["retry-after"]]).toEqual([
      503,
      "busy",
      "7",
    ]);
  });
});

describe("a fault of the keyring", () => {
  /** Milliseconds; a request that nobody answers would keep the test from ending. */
  const SOON = 2_000;
  const report: ErrorRequestHandler = (error: Error, _req, res, _next) =>
    void res.status(500).json(error.message);

  it.each<[string, Partial<Keyring>]>([
    ["rejects", { verify: () => Promise.reject(new Error("a bug")) }],
    [
      "throws",
      {
        verifySync: () => {
          throw new Error("a bug");
        },
      },
    ],
  ])("that %s reaches the application's error handler", async (_how, fault) => {
    const app = whoAmI(authenticate({ ...keys.keyring, ...fault })).use(report);
    const answer = await request(app).get("/whoami").set("x-api-key", keys.tokens.active).timeout(SOON);
    expect([answer.status, answer.body]).toEqual([500, "a bug"]);
  });
});

describe("what the keyring can say at once", () => {
  const principal = { id: "k" } as NonNullable<Express.Request["principal"]>;

  it("is acted on without waiting", () => {
    const verify = jest.fn();
    const keyring = { ...keys.keyring, verify, verifySync: () => ({ ok: true, principal }) as const };
    const req = { headers: { "x-api-key": "any" } } as unknown as Parameters<
      ReturnType<typeof authenticate>
    >[0];
    const res = { getHeader: () => undefined, setHeader: () => undefined } as never;
    const next = jest.fn();
    void authenticate(keyring)(req, res, next);
    expect(next.mock.calls).toEqual([[]]);
    expect(req.principal).toBe(principal);
    expect(verify).not.toHaveBeenCalled();
  });
});

describe("the option optional", () => {
  it("lets a request without a credential pass, without a principal", async () => {
    const answer = await ask({}, { optional: true });
    expect([answer.status, answer.body]).toEqual([200, { id: null }]);
  });

  it("lets no principal pass that somebody else has set before", async () => {
    const forge = whoAmI(
      (req, _res, next) => {
        req.principal = { id: "forged" } as NonNullable<typeof req.principal>;
        next();
      },
      authenticate(keys.keyring, { optional: true }),
    );
    const answer = await request(forge).get("/whoami");
    expect(answer.body).toEqual({ id: null });
  });

  it.each(["invalid", "repeated"])("refuses a credential that is %s", async (how) => {
    const headers = { "x-api-key": "rubbish", ...(how === "repeated" && { authorization: "rubbish" }) };
    const answer = await ask(headers, { optional: true });
    expect(answer.status).toBe(how === "repeated" ? 400 : 401);
  });
});

describe("the option realm", () => {
  it("is what challenges name", async () => {
    const none = await ask({}, { realm: "Acme's API (v2)" });
    expect(none.headers["www-authenticate"]).toBe(`Bearer realm="Acme's API (v2)"`);
    const wrong = await ask({ "x-api-key": "rubbish" }, { realm: "acme" });
    expect(wrong.headers["www-authenticate"]).toMatch(/^Bearer realm="acme", error="invalid_token"/);
  });
});

describe("the option sources", () => {
  it.each([
    [{ headers: ["X-Acme-Key"] }, { "x-acme-key": "active" }, 200],
    [{ headers: ["X-Acme-Key"] }, { "x-api-key": "active" }, 401],
    [{ headers: ["x-one", "x-two"] }, { "x-two": "active" }, 200],
    [{ headers: ["x-one", "x-two"] }, { "x-one": "active", "x-two": "active" }, 400],
    [{ bearer: true }, { authorization: "Bearer active" }, 200],
    [{ bearer: true }, { authorization: "active" }, 401],
    [{ bearer: true }, { authorization: "Bearer active", "x-api-key": "active" }, 200],
    [{ raw: true }, { authorization: "active" }, 200],
    [{ raw: true }, { authorization: "Bearer active" }, 401],
    [{ raw: true, headers: ["x-api-key"] }, { authorization: "Bearer rubbish", "x-api-key": "active" }, 200],
  ])("%j: %j is %i", async (sources, headers, status) => {
    const sent = Object.entries(headers).map(([name, value]) => [
      name,
      value.replace("active", keys.tokens.active),
    ]);
    const answer = await ask(Object.fromEntries(sent) as Record<string, string>, { sources });
    expect(answer.status).toBe(status);
  });

  it("is what a request without a credential is told to use", async () => {
    const answer = await ask({}, { sources: { headers: ["x-acme-key"], raw: true } });
    expect(parseProblem(answer.text).detail).toBe(
      "No API key was sent. Send it in the header x-acme-key or as the value of Authorization.",
    );
  });

  it("is told of both where tokens of an identity server are taken as well", async () => {
    const answer = await ask({}, { identity: fakeIdentity() });
    expect(parseProblem(answer.text)).toMatchObject({
      code: "credentials_required",
      detail:
        "Neither an API key nor a token was sent. Send one of them, as Authorization: Bearer followed by the key or token.",
    });
  });
});

describe("wrong options", () => {
  const wrong = (options: object) => () => authenticate(keys.keyring, options);

  it.each([
    [{ optinal: true }, "option `optinal` is unknown; did you mean `optional`?"],
    [{ identiy: {} }, "option `identiy` is unknown; did you mean `identity`?"],
    [{ optional: "yes" }, "option `optional` must be true or false"],
    [{ errors: "throw" }, 'option `errors` must be "problem" or "next"'],
    [{ onRefusal: "log" }, "option `onRefusal` must be a function"],
    [{ rateLimitHeaders: 1 }, "option `rateLimitHeaders` must be true or false"],
    [{ realm: 'a"b' }, "option `realm` must be 1 to 128 printable ASCII characters"],
    [{ realm: "" }, "option `realm` must be"],
    [{ realm: "a\r\nb" }, "option `realm` must be"],
    [{ sources: {} }, "option `sources` lists nothing to read a key from"],
    [{ sources: { headers: [] } }, "option `sources` lists nothing to read a key from"],
    [{ sources: { header: ["x-api-key"] } }, "option `header` is unknown; did you mean `headers`?"],
    [{ sources: { headers: "x-api-key" } }, "option `sources.headers` must be a list"],
    [{ sources: { headers: ["x api key"] } }, "option `sources.headers` must hold names of header fields"],
    [{ sources: { headers: ["Authorization"] } }, "cannot name Authorization; set `bearer` or `raw` instead"],
    [{ sources: { headers: ["x-key", "X-Key"] } }, "names x-key twice"],
    [{ sources: { bearer: "yes" } }, "option `sources.bearer` must be true or false"],
  ])("%j throw at construction", (options, message) => {
    expect(wrong(options)).toThrow(message);
  });

  it.each([[undefined], [{}], [Promise.resolve()]])(
    "a keyring that is %p throws at construction",
    (keyring) => {
      expect(() => authenticate(keyring as never)).toThrow("authenticate takes a keyring first");
    },
  );
});

describe("what a handler throws behind an authentication that had to be awaited", () => {
  it("goes to next(), where no framework catches it", async () => {
    const { keyring } = keys;
    const seen: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const fault = new Error("a fault of the handler");
    const server = createServer((req, res) => {
      authenticate(keyring)(req, res, (error) => {
        seen.push(error);
        if (error === undefined) throw fault;
        res.statusCode = 500;
        res.end(() => resolve());
      });
    });
    await request(server).get("/").set("x-api-key", keys.tokens.active);
    await promise;
    expect(seen).toEqual([undefined, fault]);
  });
});
