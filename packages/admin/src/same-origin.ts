import { checkOptionNames } from "@latchkey/core";
import type { RequestHandler } from "express";

import type { AdminOptions } from "./admin-options.js";
import { refuseCrossSite, resolveTrustedOrigins } from "./http/cross-site.js";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Middleware with the check that the routers make themselves, for an application's own routes that a session opens, such
 * as signing in and out: what a page of another site made a browser send is handed on as an error of code
 * `cross_site_request`, 403. `GET`, `HEAD` and `OPTIONS` pass, as they must not change anything.
 *
 * @example
 * app.use("/session", sameOrigin(), sessionRouter);
 */
export function sameOrigin(options: Pick<AdminOptions, "trustedOrigins"> = {}): RequestHandler {
  checkOptionNames("sameOrigin", options, ["trustedOrigins"]);
  const trusted = resolveTrustedOrigins(options.trustedOrigins);

  return function refuseOtherOrigins(req, _res, next) {
    if (!SAFE.has(req.method)) refuseCrossSite(req, trusted);
    next();
  };
}
