import { ConfigurationError, checkOptionNames, type Keyring, type Principal } from "@latchkey/core";

import { checkKeyring } from "./check-keyring.js";
import { credentialRefusal } from "./credential-refusal.js";
import { resolveSources, type CredentialSources } from "./credential-sources.js";
import type { Middleware } from "./middleware.js";
import { privateAnswer } from "./private-answer.js";
import { readCredential } from "./read-credential.js";
import { rememberRealm, resolveRealm } from "./realm.js";
import { sendProblem } from "./send-problem.js";
import { verifyToken, type Outcome } from "./verify-token.js";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the one way to add to Express's own request type
  namespace Express {
    interface Request {
      /** Who sent the request: set by `authenticate()` and by the passport strategies. */
      principal?: Principal;
    }
  }
}

export interface AuthenticateOptions {
  /** Where to look for a key; default `{ headers: ["x-api-key"], bearer: true, raw: true }`. What is not listed is off. */
  readonly sources?: CredentialSources | undefined;
  /** Let requests without any credential pass, without a principal. An invalid one is refused all the same. */
  readonly optional?: boolean | undefined;
  /** The realm challenges name; default `"api"`. */
  readonly realm?: string | undefined;
}

/**
 * Middleware that finds out who sent a request, by its API key, and sets `req.principal`; everybody else is refused
 * with a problem document.
 *
 * The key is read from `x-api-key`, a raw `Authorization` or `Authorization: Bearer`, from exactly one of them: two are
 * 400. No key or a wrong one is 401 with a challenge (RFC 6750), a key store that does not answer 503 with
 * `Retry-After`. Answers become `Cache-Control: private, no-store` and vary by the headers read, unless the
 * application says otherwise.
 *
 * @example
 * app.use("/api", authenticate(keyring));
 */
export function authenticate(keyring: Keyring, options: AuthenticateOptions = {}): Middleware {
  checkKeyring("authenticate", keyring);
  checkOptionNames("authenticate", options, ["sources", "optional", "realm"]);
  const sources = resolveSources(options.sources);
  const realm = resolveRealm(options.realm);
  const optional = resolveOptional(options.optional);
  const markPrivate = privateAnswer(sources);

  return function authenticateRequest(req, res, next) {
    rememberRealm(req, realm);
    markPrivate(res);
    // What somebody else has set does not become what this authentication found.
    if (req.principal !== undefined) delete req.principal;
    const credential = readCredential(req, sources);
    if (credential.kind === "none" && optional) return next();
    if (credential.kind !== "token") return sendProblem(req, res, credentialRefusal(credential, sources));

    const settle = (outcome: Outcome): void => {
      if ("refusal" in outcome) return sendProblem(req, res, outcome.refusal);
      req.principal = outcome.principal;
      next();
    };
    const outcome = verifyToken(keyring, credential.token);
    if (outcome instanceof Promise) outcome.then(settle, next);
    else settle(outcome);
  };
}

function resolveOptional(optional: unknown = false): boolean {
  if (typeof optional === "boolean") return optional;
  throw new ConfigurationError("optional", "must be true or false");
}
