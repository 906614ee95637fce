import { covers, type Principal } from "@latchkey/core";
import type { RequestHandler } from "express";

/** Middleware that gives requests a principal, for tests of what comes behind authentication. */
export function signedInAs(fields: Partial<Principal>): RequestHandler {
  const permissions = fields.permissions ?? [];
  const principal: Principal = {
    kind: "api-key",
    id: "0000000000000001",
    keyId: "0000000000000001",
    number: 1,
    name: "Test",
    ownerId: null,
    orgId: null,
    projectId: null,
    env: "live",
    permissions,
    role: null,
    can: (permission) => covers(permissions, permission),
    ...fields,
  };
  return function signIn(req, _res, next) {
    req.principal = principal;
    next();
  };
}
