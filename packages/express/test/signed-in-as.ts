import { fakePrincipal, type FakePrincipal } from "@latchkey/core/testing";
import type { RequestHandler } from "express";

/** Middleware that gives requests a principal, for tests of what comes behind authentication. */
export function signedInAs(fields: FakePrincipal): RequestHandler {
  const principal = fakePrincipal(fields);
  return function signIn(req, _res, next) {
    req.principal = principal;
    next();
  };
}
