import type { ServerResponse } from "node:http";

import type { Keyring, Principal } from "@latchkey/core";

import { resolveOptions, type AuthenticateOptions } from "./authenticate-options.js";
import { checkKeyring } from "./check-keyring.js";
import { credentialRefusal } from "./credential-refusal.js";
import { rememberManner } from "./manner.js";
import type { Middleware, MiddlewareRequest } from "./middleware.js";
import type { Outcome } from "./outcome.js";
import { privateAnswer } from "./private-answer.js";
import { setRateLimitHeaders } from "./rate-limit-headers.js";
import { readCredential } from "./read-credential.js";
import { refuseRequest } from "./refuse-request.js";
import { verifyToken } from "./verify-token.js";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the one way to add to Express's own request type
  namespace Express {
    interface Request {
      /** Who sent the request: set by `authenticate()` and by the passport strategies. */
      principal?: Principal;
    }
  }
}

/**
 * Middleware that finds out who sent a request, by its API key, and sets `req.principal`; everybody else is refused
 * with a problem document. With the option `identity` it takes Bearer tokens of an identity server as well.
 *
 * The key is read from `x-api-key`, a raw `Authorization` or `Authorization: Bearer`, from exactly one of them: two are
 * 400. No key or a wrong one is 401 with a challenge (RFC 6750), a key outside its networks 403, one above its rate
 * limit, or an address that failed too often, 429 and a key store that does not answer 503, both with `Retry-After`.
 * The client's address is what Express's `trust proxy` makes of it. Answers become `Cache-Control: private, no-store`
 * and vary by the headers read, unless the application says otherwise.
 *
 * @example
 * app.use("/api", authenticate(keyring));
 */
export function authenticate(keyring: Keyring, options: AuthenticateOptions = {}): Middleware {
  checkKeyring("authenticate", keyring);
  const { identity, sources, optional, rateLimitHeaders, manner } = resolveOptions(options);
  const markPrivate = privateAnswer(sources);

  function settle(
    outcome: Outcome,
    req: MiddlewareRequest,
    res: ServerResponse,
    next: (error?: unknown) => void,
  ): void {
    if (rateLimitHeaders && outcome.limit !== undefined) setRateLimitHeaders(res, outcome.limit);
    if ("refusal" in outcome) return refuseRequest(req, res, next, outcome.refusal);
    req.principal = outcome.principal;
    next();
  }

  return function authenticateRequest(req, res, next) {
    rememberManner(req, manner);
    markPrivate(res);
    // What somebody else has set does not become what this authentication found.
    if (req.principal !== undefined) delete req.principal;
    const credential = readCredential(req, sources);
    if (credential.kind === "none" && optional) return next();
    if (credential.kind !== "token")
      return refuseRequest(req, res, next, credentialRefusal(credential, sources, identity));

    const { token, presentation } = credential;
    const outcome = verifyToken(keyring, token, req, presentation === "bearer" ? identity : undefined);
    // What a handler behind it throws is the application's, as it is when nothing was awaited.
    if (outcome instanceof Promise) outcome.then((late) => settle(late, req, res, next)).catch(next);
    else settle(outcome, req, res, next);
  };
}
