import { inspect } from "node:util";

import type { VerifyOrigin } from "@latchkey/core";

import { authenticate, requirePermission, type MiddlewareRequest } from "../src/index.js";
import { fakePrincipal } from "@latchkey/core/testing";
import { asyncWorkOf } from "./async-work.js";
import { accepted, keyringSaying } from "./keyring-saying.js";

/** A request that notes which of its fields are read. */
function watchedRequest(): { req: MiddlewareRequest; read: string[] } {
  const read: string[] = [];
  const watched = (target: object, name: string, value: unknown) =>
    Object.defineProperty(target, name, {
      enumerable: true,
      get() {
        read.push(name);
        return value;
      },
    });
  const headers = { "x-api-key": "the token" };
  watched(headers, "user-agent", "robot/1.0");
  watched(headers, "x-forwarded-for", "10.0.0.1");
  const req = { headers, rawHeaders: [] };
  for (const [name, value] of Object.entries({ ip: "192.0.2.1", ips: [], app: {}, socket: {} }))
    watched(req, name, value);
  return { req: req as unknown as MiddlewareRequest, read };
}

const RESPONSE = { headersSent: false, getHeader: () => undefined, setHeader: () => undefined } as never;

describe("a request that the keyring lets in at once", () => {
  const principal = fakePrincipal({ permissions: ["bundles:read"] });
  const keyring = keyringSaying(accepted(principal));

  it("makes no promise nor other work for later, and nothing is worked out about where it came from", () => {
    const verify = jest.spyOn(keyring, "verify");
    const middleware = authenticate(keyring, { rateLimitHeaders: true, onRefusal: () => undefined });
    const guard = requirePermission("bundles:read");
    const { req, read } = watchedRequest();
    const next = jest.fn();
    const work = asyncWorkOf(() => middleware(req, RESPONSE, () => guard(req, RESPONSE, next)));
    expect(work).toEqual({});
    expect(read).toEqual([]);
    expect(next.mock.calls).toEqual([[]]);
    expect(req.principal).toBe(principal);
    expect(verify).not.toHaveBeenCalled();
  });

  it("makes no promise beside an identity server either, and is none of its business", () => {
    const identity = { verify: jest.fn() };
    const middleware = authenticate({ ...keyring, recognizes: () => true }, { identity });
    const next = jest.fn();
    const req = { headers: { authorization: "Bearer the-token" }, rawHeaders: [] } as never;
    expect(asyncWorkOf(() => middleware(req, RESPONSE, next))).toEqual({});
    expect(next.mock.calls).toEqual([[]]);
    expect(identity.verify).not.toHaveBeenCalled();
  });
});

describe("what the keyring gets of a request", () => {
  it("is worked out when it asks, and each time it asks", () => {
    const { req, read } = watchedRequest();
    let origin: VerifyOrigin = {};
    const keyring = keyringSaying((_token, given) => {
      origin = given;
      return accepted();
    });
    authenticate(keyring)(req, RESPONSE, () => undefined);
    expect(read).toEqual([]);
    expect(origin.address).toBe("192.0.2.1");
    expect(read).toEqual(["ip"]);
    expect(origin.userAgent).toBe("robot/1.0");
    expect(read).toEqual(["ip", "user-agent"]);
  });

  it("shows no token when it is logged", () => {
    const { req } = watchedRequest();
    let origin: VerifyOrigin = {};
    const keyring = keyringSaying((_token, given) => {
      origin = given;
      return accepted();
    });
    authenticate(keyring)(req, RESPONSE, () => undefined);
    expect(inspect(origin, { depth: 9, showHidden: true, getters: true })).not.toContain("the token");
    expect(JSON.stringify(origin)).not.toContain("the token");
  });
});
