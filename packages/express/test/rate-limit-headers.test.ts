import type { LimitState } from "@latchkey/core";
import request from "supertest";

import { authenticate, requirePermission } from "../src/index.js";
import { accepted, keyringSaying, slowKeyringSaying } from "./keyring-saying.js";
import { whoAmI } from "./who-am-i.js";

const HALF: LimitState = { requests: 100, seconds: 60, remaining: 50, resetMs: 29_001 };
const EMPTY: LimitState = { ...HALF, remaining: 0 };
const REFUSED = { ok: false, reason: "rate_limited", retryAfter: 30, limit: EMPTY } as const;
const ON = { rateLimitHeaders: true };

const ask = (...handlers: Parameters<typeof whoAmI>) =>
  request(whoAmI(...handlers))
    .get("/whoami")
    .set("x-api-key", "any");

describe("the option rateLimitHeaders", () => {
  it.each([
    ["at once", keyringSaying({ ...accepted(), limit: HALF })],
    ["after a wait", slowKeyringSaying({ ...accepted(), limit: HALF })],
  ])("tells a client that is let in %s its limit and where it stands", async (_when, keyring) => {
    const { status, headers } = await ask(authenticate(keyring, ON));
    expect([status, headers["ratelimit-policy"], headers["ratelimit"]]).toEqual([
      200,
      '"key";q=100;w=60',
      '"key";r=50;t=30',
    ]);
    expect(headers).not.toHaveProperty("retry-after");
  });

  it("tells a client above its limit the same, and when to come again", async () => {
    const { status, headers } = await ask(authenticate(keyringSaying(REFUSED), ON));
    expect([status, headers["ratelimit-policy"], headers["ratelimit"], headers["retry-after"]]).toEqual([
      429,
      '"key";q=100;w=60',
      '"key";r=0;t=30',
      "30",
    ]);
  });

  it("tells it also in the answer of a guard", async () => {
    const keyring = keyringSaying({ ...accepted(), limit: HALF });
    const { status, headers } = await ask(authenticate(keyring, ON), requirePermission("bundles:read"));
    expect([status, headers["ratelimit"]]).toEqual([403, '"key";r=50;t=30']);
  });

  it("is never below zero", async () => {
    const limit = { ...HALF, remaining: -1, resetMs: -1 };
    const { headers } = await ask(authenticate(keyringSaying({ ...accepted(), limit }), ON));
    expect(headers["ratelimit"]).toBe('"key";r=0;t=0');
  });

  it.each([
    ["for a key without a limit", keyringSaying(accepted()), ON, undefined],
    ["unless it is on", keyringSaying({ ...accepted(), limit: HALF }), {}, undefined],
    ["unless it is on, but for Retry-After", keyringSaying(REFUSED), {}, "30"],
  ])("says nothing %s", async (_when, keyring, options, retryAfter) => {
    const { headers } = await ask(authenticate(keyring, options));
    expect(headers).not.toHaveProperty("ratelimit");
    expect(headers).not.toHaveProperty("ratelimit-policy");
    expect(headers["retry-after"]).toBe(retryAfter);
  });

  it("harms nobody when the application's own timeout has answered before the verdict", async () => {
    const unhandled = jest.fn();
    process.once("unhandledRejection", unhandled);
    const keyring = slowKeyringSaying({ ...REFUSED });
    const app = whoAmI(
      (_req, res, next) => {
        res.status(503).end("timeout");
        next();
      },
      authenticate(keyring, ON),
    );
    const { status, text } = await request(app).get("/whoami").set("x-api-key", "any");
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", unhandled);
    expect([status, text, unhandled.mock.calls]).toEqual([503, "timeout", []]);
  });
});
