import { ConfigurationError, checkOptionNames, type Identity } from "@latchkey/core";

import { checkFlag } from "./check-flag.js";
import { checkIdentity } from "./check-identity.js";
import { resolveSources, type CredentialSources, type ResolvedSources } from "./credential-sources.js";
import type { Manner } from "./manner.js";
import type { RefusalObserver } from "./observe-refusal.js";
import { resolveRealm } from "./realm.js";

export interface AuthenticateOptions {
  /**
   * Checks Bearer tokens that are not in the shape of the keyring's own, such as `jwtIdentity()` of `@latchkey/jwt`.
   * Without it, they are 401 as all that is no key. What comes in another header is never handed to it.
   * One that rejects, takes longer than a second or lets in without what `identityPrincipal()` makes is 503.
   */
  readonly identity?: Identity | undefined;
  /** Where to look for a key; default `{ headers: ["x-api-key"], bearer: true, raw: true }`. What is not listed is off. */
  readonly sources?: CredentialSources | undefined;
  /** Let requests without any credential pass, without a principal. An invalid one is refused all the same. */
  readonly optional?: boolean | undefined;
  /** The realm challenges name; default `"api"`. */
  readonly realm?: string | undefined;
  /**
   * Hears of every refusal, also of the guards behind this authentication, before it is answered. It changes nothing:
   * what it throws is dropped, with one process warning.
   */
  readonly onRefusal?: RefusalObserver | undefined;
  /**
   * `"problem"` (default) answers refusals with problem documents. `"next"` hands them to the application's error
   * handler, as a `LatchkeyError` with `status`, `statusCode`, `expose: true` and `headers`, which are on the answer
   * already. The guards behind this authentication do the same.
   */
  readonly errors?: "problem" | "next" | undefined;
  /** Whether answers to keys with a rate limit say `RateLimit-Policy` and `RateLimit`; default false. */
  readonly rateLimitHeaders?: boolean | undefined;
}

/** The options, checked, with their defaults. */
export interface ResolvedOptions {
  readonly identity: Identity | undefined;
  readonly sources: ResolvedSources;
  readonly optional: boolean;
  readonly rateLimitHeaders: boolean;
  readonly manner: Manner;
}

/** Checks the options of `authenticate`, and resolves them once. */
export function resolveOptions(options: AuthenticateOptions): ResolvedOptions {
  checkOptionNames("authenticate", options, OPTIONS);
  const sources = resolveSources(options.sources);
  return {
    identity: checkIdentity(options.identity, sources),
    sources,
    optional: checkFlag("optional", options.optional),
    rateLimitHeaders: checkFlag("rateLimitHeaders", options.rateLimitHeaders),
    manner: {
      realm: resolveRealm(options.realm),
      errors: resolveErrors(options.errors),
      onRefusal: resolveObserver(options.onRefusal),
    },
  };
}

const OPTIONS = ["identity", "sources", "optional", "realm", "onRefusal", "errors", "rateLimitHeaders"];

function resolveErrors(errors: unknown = "problem"): Manner["errors"] {
  if (errors === "problem" || errors === "next") return errors;
  throw new ConfigurationError("errors", 'must be "problem" or "next"');
}

function resolveObserver(observer: unknown): RefusalObserver | undefined {
  if (observer === undefined || typeof observer === "function")
    return observer as RefusalObserver | undefined;
  throw new ConfigurationError(
    "onRefusal",
    "must be a function, such as ({ code }, req) => log(code, req.ip)",
  );
}
