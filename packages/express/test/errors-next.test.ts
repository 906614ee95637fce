import type { Verdict } from "@latchkey/core";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import request from "supertest";

import {
  authenticate,
  requireAnyPermission,
  requirePermission,
  requireScope,
  type RefusalError,
} from "../src/index.js";
import { accepted, keyringSaying, slowKeyringSaying } from "./keyring-saying.js";

const NEXT = { errors: "next", realm: "acme" } as const;
const REVOKED = { ok: false, reason: "key_revoked" } as const;

/** An application that answers errors by `handler`, or as Express does. */
function appOf(handlers: readonly RequestHandler[], handler?: ErrorRequestHandler): express.Express {
  const app = express();
  app.set("env", "test");
  app.get("/", ...handlers, (_req, res) => void res.json("in"));
  return handler === undefined ? app : app.use(handler);
}

const ask = (app: express.Express) => request(app).get("/").set("x-api-key", "any");

/** What reaches the application's error handler. */
async function errorOf(...handlers: RequestHandler[]): Promise<RefusalError> {
  const caught: RefusalError[] = [];
  const app = appOf(handlers, ((error: RefusalError, _req, res, _next) => {
    caught.push(error);
    res.status(error.status).json("handled");
  }) as ErrorRequestHandler);
  const answer = await ask(app);
  expect([caught.length, answer.body]).toEqual([1, "handled"]);
  return caught[0]!;
}

describe('the option errors: "next"', () => {
  it.each([
    ["at once", keyringSaying(REVOKED)],
    ["after a wait", slowKeyringSaying(REVOKED)],
  ])(
    "hands what is refused %s to the error handler, with the fields of http-errors",
    async (_when, keyring) => {
      const error = await errorOf(authenticate(keyring, NEXT));
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({
        name: "LatchkeyError",
        code: "key_revoked",
        message: expect.stringContaining("was revoked") as string,
        status: 401,
        statusCode: 401,
        expose: true,
        ofActor: true,
      });
      expect(error.headers).toEqual({
        "WWW-Authenticate": expect.stringMatching(/^Bearer realm="acme", error="invalid_token"/) as string,
      });
    },
  );

  it.each<[Verdict & { ok: false }, number, Record<string, string>]>([
    [{ ok: false, reason: "network_not_allowed" }, 403, {}],
    [{ ok: false, reason: "rate_limited", retryAfter: 30 }, 429, { "Retry-After": "30" }],
    [{ ok: false, reason: "too_many_failures" }, 429, { "Retry-After": "1" }],
    [{ ok: false, reason: "store_unavailable", retryAfter: 1 }, 503, { "Retry-After": "1" }],
  ])("gives %j its status and headers", async (verdict, status, headers) => {
    const error = await errorOf(authenticate(keyringSaying(verdict), NEXT));
    expect(error).toMatchObject({ code: verdict.reason, status, statusCode: status, headers });
    expect(Object.keys(error.headers)).toEqual(Object.keys(headers));
  });

  it.each([
    ["Express's own", undefined],
    [
      "one that only writes a status",
      ((_e, _req, res, _next) => void res.sendStatus(401)) as ErrorRequestHandler,
    ],
  ])("has the headers of a refusal on the answer whatever the handler does: %s", async (_which, handler) => {
    const { status, headers, type } = await ask(appOf([authenticate(keyringSaying(REVOKED), NEXT)], handler));
    expect(status).toBe(401);
    expect(type).not.toBe("application/problem+json");
    expect(headers["www-authenticate"]).toMatch(/^Bearer realm="acme", error="invalid_token"/);
    expect(headers["vary"]).toBe("x-api-key, authorization");
    expect(headers["cache-control"]).toBe("private, no-store");
  });

  it("keeps refusals out of caches, whatever the application allowed for its own answers", async () => {
    const cached: RequestHandler = (_req, res, next) => {
      res.set("Cache-Control", "public, max-age=60");
      next();
    };
    const { headers } = await ask(appOf([cached, authenticate(keyringSaying(REVOKED), NEXT)]));
    expect(headers["cache-control"]).toBe("private, no-store");
  });

  it("has Retry-After on the answer with 429 and 503", async () => {
    for (const reason of ["rate_limited", "busy"] as const) {
      const keyring = keyringSaying({ ok: false, reason, retryAfter: 7 });
      const { headers } = await ask(
        appOf([authenticate(keyring, NEXT)], (_error, _req, res, _next) => void res.end()),
      );
      expect(headers["retry-after"]).toBe("7");
    }
  });

  it.each([
    ["requirePermission", requirePermission("bundles:write"), "insufficient_permissions"],
    ["requireAnyPermission", requireAnyPermission("bundles:write"), "insufficient_permissions"],
    ["requireScope", requireScope({ org: () => "acme" }), "out_of_scope"],
  ])("is followed by %s", async (_name, guard, code) => {
    const error = await errorOf(authenticate(keyringSaying(accepted()), NEXT), guard);
    expect(error).toMatchObject({ code, status: 403 });
    if (code !== "insufficient_permissions") return expect(error.headers).toEqual({});
    expect(error.headers["WWW-Authenticate"]).toMatch(
      /^Bearer realm="acme", error="insufficient_scope", .*scope="bundles:write"$/,
    );
  });

  it("is followed by a guard that finds nobody behind an optional authentication", async () => {
    const handlers = [
      authenticate(keyringSaying(accepted()), { ...NEXT, optional: true }),
      requirePermission("bundles:read"),
    ];
    const app = appOf(handlers, ((error: RefusalError, _req, res, _next) => {
      res.status(error.status).json(error.headers);
    }) as ErrorRequestHandler);
    const answer = await request(app).get("/");
    expect([answer.status, answer.body]).toEqual([401, { "WWW-Authenticate": 'Bearer realm="acme"' }]);
  });

  it("holds for the last authentication a request went through", async () => {
    const keyring = keyringSaying(accepted());
    const guard = requirePermission("bundles:read");
    const handler: ErrorRequestHandler = (_error, _req, res, _next) => void res.status(418).end();
    const both = (...manners: ("next" | "problem")[]) =>
      appOf([...manners.map((errors) => authenticate(keyring, { errors })), guard], handler);
    expect((await ask(both("next", "problem"))).status).toBe(403);
    expect((await ask(both("problem", "next"))).status).toBe(418);
    expect((await ask(appOf([guard], handler))).status).toBe(401);
  });

  it("hands nothing over when the application's own timeout has answered", async () => {
    const handler = jest.fn();
    const timeout: RequestHandler = (_req, res, next) => {
      res.status(503).end("timeout");
      next();
    };
    const app = appOf([timeout, authenticate(slowKeyringSaying(REVOKED), NEXT)]);
    app.use(((error, _req, _res, _next) => void handler(error)) as ErrorRequestHandler);
    const answer = await ask(app);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([answer.status, answer.text, handler.mock.calls]).toEqual([503, "timeout", []]);
  });
});
