import type { Identity, Keyring } from "@latchkey/core";
import { authenticate, requirePermission, requireScope } from "@latchkey/express";
import express, { type ErrorRequestHandler } from "express";
import { HeaderAPIKeyStrategy } from "passport-headerapikey";
import passport from "passport";
import request from "supertest";

import { fakeIdentity, IDENTITY_TOKENS } from "../../express/test/identity-cases.js";
import { keysInAllStates, type KeysInAllStates } from "../../express/test/states.js";
import { whoAmI } from "../../express/test/who-am-i.js";
import { apiKeyStrategy, bearerStrategy, type Strategy } from "../src/index.js";
import { behind } from "./passport-app.js";

let keys: KeysInAllStates;
beforeEach(async () => {
  keys = await keysInAllStates();
});

/** Milliseconds; a request that nobody answers would keep a test from ending. */
const SOON = 2_000;
const NO_SESSION = { session: false };
const report: ErrorRequestHandler = (error: Error, _req, res, _next) =>
  void res.status(500).json(error.message);
const FACTORIES = [
  ["apiKeyStrategy", apiKeyStrategy],
  ["bearerStrategy", bearerStrategy],
] as const;

describe("an accepted request", () => {
  it("has the principal as user and as principal", async () => {
    const app = express().use(authenticating(apiKeyStrategy(keys.keyring)), (req, res) => {
      res.json({ same: req.user === req.principal, id: req.principal?.id });
    });
    const answer = await request(app).get("/").set("x-api-key", keys.tokens.active);
    expect(answer.body).toEqual({ same: true, id: keys.activeId });
  });

  it("goes through the guards, which challenge with the strategy's realm", async () => {
    const strategy = apiKeyStrategy(keys.keyring, { realm: "acme" });
    const app = express()
      .get("/read", authenticating(strategy), requirePermission("bundles:read"), done)
      .get("/write", authenticating(strategy), requirePermission("bundles:write"), done)
      .get("/scope", authenticating(strategy), requireScope({ org: () => "acme" }), done);
    const ask = (path: string) => request(app).get(path).set("x-api-key", keys.tokens.active);
    expect((await ask("/read")).status).toBe(200);
    expect((await ask("/scope")).status).toBe(200);
    const refused = await ask("/write");
    expect(refused.status).toBe(403);
    expect(refused.headers["www-authenticate"]).toMatch(/^Bearer realm="acme", error="insufficient_scope"/);
  });

  it("has no challenge in its answer, though another strategy was asked before", async () => {
    const app = behind(apiKeyStrategy(keys.keyring), bearerStrategy(keys.keyring));
    const answer = await request(app).get("/whoami").set("authorization", `Bearer ${keys.tokens.active}`);
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
  });
});

describe("a refused request", () => {
  it("tells a callback the challenge and the status", async () => {
    const heard = await hearing(apiKeyStrategy(keys.keyring), { "x-api-key": "rubbish" });
    expect(heard).toEqual([
      null,
      false,
      expect.stringMatching(/^Bearer realm="api", error="invalid_token"/) as string,
      401,
    ]);
  });

  it("is challenged once in each round of strategies", async () => {
    const app = express()
      .use((req, res, next) => {
        authenticating(apiKeyStrategy(keys.keyring), () => next())(req, res, next);
      })
      .use(authenticating(bearerStrategy(keys.keyring)));
    const answer = await request(app).get("/");
    expect([answer.status, answer.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="api"']);
  });

  it.each([
    ["x-api-key", "for other networks", 403],
    ["authorization", "for other networks", 403],
    ["x-api-key", "above its rate limit", 429],
    ["authorization", "above its rate limit", 429],
  ] as const)("has the same status in each round: %s %s", async (header, state, status) => {
    const app = express()
      .use((req, res, next) => {
        authenticating(apiKeyStrategy(keys.keyring), () => next())(req, res, next);
      })
      .use((req, res, next) => {
        authenticating(bearerStrategy(keys.keyring), () => next())(req, res, next);
      })
      .use(
        authenticating(header === "x-api-key" ? apiKeyStrategy(keys.keyring) : bearerStrategy(keys.keyring)),
      );
    const token = keys.tokens[state];
    const answer = await request(app)
      .get("/")
      .set(header, header === "x-api-key" ? token : `Bearer ${token}`);
    expect([answer.status, answer.headers["www-authenticate"]]).toEqual([status, undefined]);
  });

  it("keeps the challenge of a strategy that is not ours", async () => {
    const basic: Strategy = {
      name: "basic",
      authenticate(this: { fail(challenge: string): void }) {
        this.fail('Basic realm="site"');
      },
    };
    const app = behind(basic, apiKeyStrategy(keys.keyring), bearerStrategy(keys.keyring));
    const answer = await request(app).get("/whoami");
    expect(answer.headers["www-authenticate"]).toBe('Basic realm="site", Bearer realm="api"');
  });
});

describe("a key store that does not answer", () => {
  it("is an error with a status and a code", async () => {
    keys.cutStore();
    const [error] = await hearing(apiKeyStrategy(keys.keyring), { "x-api-key": keys.tokens.active });
    expect(error).toMatchObject({
      name: "LatchkeyError",
      status: 503,
      code: "store_unavailable",
      retryAfter: 1,
    });
  });
});

describe("a fault of the keyring", () => {
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
    const app = behind(apiKeyStrategy({ ...keys.keyring, ...fault })).use(report);
    const answer = await request(app).get("/whoami").set("x-api-key", keys.tokens.active).timeout(SOON);
    expect([answer.status, answer.body]).toEqual([500, "a bug"]);
  });
});

describe("a verdict that comes after the application's own timeout has answered", () => {
  it.each(["active", "unknown id"] as const)("harms nobody: %s", async (state) => {
    const verdicts: Promise<unknown>[] = [];
    let go = (): void => undefined;
    const late: Keyring = {
      ...keys.keyring,
      verify(token) {
        const verdict = new Promise<void>((resolve) => (go = resolve)).then(() => keys.keyring.verify(token));
        verdicts.push(verdict);
        return verdict;
      },
    };
    const heard: unknown[] = [];
    const app = express()
      .use((_req, res, next) => {
        setImmediate(() => res.status(503).end("timeout"));
        next();
      })
      .use(authenticating(apiKeyStrategy(late)), () => void heard.push("a handler ran"))
      .use(((error, _req, _res, _next) => void heard.push(error)) as ErrorRequestHandler);
    const answer = await request(app).get("/").set("x-api-key", keys.tokens[state]).timeout(SOON);
    expect([answer.status, answer.text]).toEqual([503, "timeout"]);

    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    go();
    await Promise.allSettled(verdicts);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", note);
    expect([heard, unhandled]).toEqual([[], []]);
  });

  it("and a callback that throws is an error of the request, as when nothing was awaited", async () => {
    const authenticator = new passport.Passport();
    const strategy = apiKeyStrategy(keys.keyring);
    const app = express()
      .use((req, res, next) => {
        const handler = authenticator.authenticate(strategy, { session: false }, (error: unknown) => {
          if (error) return next(error);
          throw new Error("a bug in the callback");
        }) as express.RequestHandler;
        handler(req, res, next);
      })
      .use(report);
    const answer = await request(app).get("/").set("x-api-key", keys.tokens.active).timeout(SOON);
    expect([answer.status, answer.body]).toEqual([500, "a bug in the callback"]);
  });
});

describe("a strategy that is passed to passport by value", () => {
  it("never takes one request for another's while the store is slow", async () => {
    const waiting: (() => void)[] = [];
    const slow: Keyring = {
      ...keys.keyring,
      verify: (token) => new Promise((resolve) => waiting.push(() => resolve(keys.keyring.verify(token)))),
    };
    const app = whoAmI(authenticating(apiKeyStrategy(slow)));
    const ask = (token: string) =>
      request(app)
        .get("/whoami")
        .set("x-api-key", token)
        .timeout(SOON)
        .then((answer) => answer);

    const good = ask(keys.tokens.active);
    await until(() => waiting.length === 1);
    const bad = ask(keys.tokens["wrong secret"]);
    await until(() => waiting.length === 2);
    waiting.forEach((go) => go());
    expect([(await good).status, (await good).body]).toEqual([200, { id: keys.activeId }]);
    expect((await bad).status).toBe(401);
  });
});

describe("the option sources", () => {
  it("is read as authenticate() reads it", async () => {
    const sources = { headers: ["X-Acme-Key"], bearer: true };
    const apps = [
      behind(apiKeyStrategy(keys.keyring, { sources }), bearerStrategy(keys.keyring, { sources })),
      whoAmI(authenticate(keys.keyring, { sources })),
    ];
    for (const app of apps) {
      const ask = (headers: Record<string, string>) => request(app).get("/whoami").set(headers);
      expect((await ask({ "x-acme-key": keys.tokens.active })).status).toBe(200);
      expect((await ask({ authorization: `Bearer ${keys.tokens.active}` })).status).toBe(200);
      expect((await ask({ "x-api-key": keys.tokens.active })).status).toBe(401);
      expect((await ask({ authorization: keys.tokens.active })).status).toBe(401);
    }
  });

  it("must list something that the strategy reads", () => {
    expect(() => apiKeyStrategy(keys.keyring, { sources: { bearer: true } })).toThrow(
      "option `sources` lists nothing that apiKeyStrategy reads; it needs `headers` or `raw`",
    );
    expect(() => bearerStrategy(keys.keyring, { sources: { raw: true } })).toThrow(
      "option `sources` lists nothing that bearerStrategy reads; it needs `bearer`",
    );
  });
});

describe("the option identity", () => {
  it("makes the holder of a token user and principal, for the guards behind it", async () => {
    const strategy = bearerStrategy(keys.keyring, { identity: fakeIdentity() });
    const app = express()
      .use(authenticating(strategy))
      .get("/read", requirePermission("bundles:read"), (req, res) => {
        res.json({ same: req.user === req.principal, kind: req.principal?.kind, id: req.principal?.id });
      })
      .get("/write", requirePermission("bundles:write"), done);
    const ask = (path: string) =>
      request(app).get(path).set("authorization", `Bearer ${IDENTITY_TOKENS.good}`);
    expect((await ask("/read")).body).toEqual({ same: true, kind: "identity", id: "u-17" });
    expect((await ask("/write")).status).toBe(403);
  });

  it("that cannot judge a token is an error with a status, a code and a wait", async () => {
    const strategy = bearerStrategy(keys.keyring, { identity: fakeIdentity() });
    const [error] = await hearing(strategy, { authorization: `Bearer ${IDENTITY_TOKENS.unsure}` });
    expect(error).toMatchObject({ status: 503, code: "identity_unavailable", retryAfter: 3 });
  });

  it("that has a fault is an error with a status and a code, and none of its words", async () => {
    const warn = jest.spyOn(process, "emitWarning").mockImplementation();
    const identity: Identity = { verify: () => Promise.reject(new Error("a bug")) };
    const [error] = await hearing(bearerStrategy(keys.keyring, { identity }), {
      authorization: `Bearer ${IDENTITY_TOKENS.good}`,
    });
    expect(error).toMatchObject({ status: 503, code: "identity_unavailable" });
    expect(String(error)).not.toContain("a bug");
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it("is bearerStrategy's alone, and checked at once", () => {
    expect(() => apiKeyStrategy(keys.keyring, { identity: fakeIdentity() } as never)).toThrow(
      "option `identity` is unknown; apiKeyStrategy knows `sources`, `realm`",
    );
    expect(() => bearerStrategy(keys.keyring, { identity: {} as Identity })).toThrow(
      "option `identity` must have a function `verify`",
    );
  });
});

describe.each(FACTORIES)("%s", (name, factory) => {
  it("makes a strategy of passport-headerapikey", () => {
    expect(factory(keys.keyring)).toBeInstanceOf(HeaderAPIKeyStrategy);
  });

  it("throws at once for what is no keyring and for unknown options", () => {
    expect(() => factory({} as Keyring)).toThrow(`${name} takes a keyring first`);
    expect(() => factory(keys.keyring, { relm: "x" } as never)).toThrow("did you mean `realm`?");
    expect(() => factory(keys.keyring, { realm: '"' })).toThrow("option `realm` must be");
  });
});

function authenticating(
  strategy: Strategy,
  callback?: passport.AuthenticateCallback,
): express.RequestHandler {
  return passport.authenticate(strategy, NO_SESSION, callback) as express.RequestHandler;
}

const done: express.RequestHandler = (_req, res) => void res.json("done");

/** What passport's callback is called with. */
async function hearing(strategy: Strategy, headers: Record<string, string>): Promise<unknown[]> {
  let heard: unknown[] = [];
  const app = express().use((req, res, next) => {
    const answer = (...args: unknown[]) => {
      heard = args;
      res.end();
    };
    authenticating(strategy, answer)(req, res, next);
  });
  await request(app).get("/").set(headers);
  return heard;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
