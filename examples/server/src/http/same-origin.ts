import { LatchkeyError } from "@latchkey/core";
import type { RequestHandler } from "express";

/**
 * Refuses what a page of another site made a browser send. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, over plain http in `Origin` alone; what sends neither is not a browser.
 */
export const sameOrigin: RequestHandler = function refuseOtherOrigins(req, res, next) {
  const { "sec-fetch-site": site, origin } = req.headers;
  const same =
    site === undefined
      ? origin === undefined || isHost(origin, req.host)
      : site === "same-origin" || site === "none";
  if (same) return next();
  next(new LatchkeyError("cross_site_request", "Sign in and out from this site's own page."));
};

function isHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
