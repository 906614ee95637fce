import { ConfigurationError, LatchkeyError } from "@latchkey/core";
import type { Request } from "express";

const SAME_SITE = ["same-origin", "none"];

/** Checks the option `trustedOrigins`: each entry is exactly what a browser sends as `Origin`. */
export function resolveTrustedOrigins(origins: unknown = []): ReadonlySet<string> {
  if (!Array.isArray(origins)) {
    throw new ConfigurationError(
      "trustedOrigins",
      'must be a list of origins, such as ["https://app.example.com"]',
    );
  }
  for (const origin of origins as unknown[]) {
    if (typeof origin !== "string" || originOf(origin) !== origin) throw notAnOrigin(origin);
  }
  return new Set(origins as string[]);
}

/**
 * Refuses a request that a page of another site made a browser send, with the user's cookies. Browsers say where a
 * request comes from in `Sec-Fetch-Site`, over plain http in `Origin` alone; what has neither is not a browser.
 */
export function refuseCrossSite(req: Request, trusted: ReadonlySet<string>): void {
  const { "sec-fetch-site": site, origin } = req.headers;
  if (typeof site === "string" && SAME_SITE.includes(site)) return;
  if (typeof origin === "string" && trusted.has(origin)) return;
  if (site === undefined && (origin === undefined || isHostOf(req, origin))) return;
  throw new LatchkeyError(
    "cross_site_request",
    "A browser sent this from another site; requests that change something must come from this one or a trusted origin.",
  );
}

function notAnOrigin(given: unknown): ConfigurationError {
  const meant = typeof given === "string" ? originOf(given) : undefined;
  const remedy =
    meant === undefined ? 'scheme, host and port, such as "https://app.example.com"' : `"${meant}"`;
  return new ConfigurationError(
    "trustedOrigins",
    `holds ${JSON.stringify(given)}, which is not an origin; write ${remedy}`,
  );
}

function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.origin : undefined;
}

/** Whether the origin's host and port are those the request was sent to; `null` and broken origins never are. */
function isHostOf(req: Request, origin: string): boolean {
  if (originOf(origin) !== origin) return false;
  const { protocol, host } = new URL(origin);
  const asked = `${protocol}//${requestHost(req)}`;
  return originOf(asked) !== undefined && new URL(asked).host === host;
}

/** With the port; `req.host` has it on Express 5, but not on 4. */
function requestHost(req: Request): string {
  const trust = req.app.get("trust proxy fn") as (address: string | undefined, hop: number) => boolean;
  const forwarded = req.get("x-forwarded-host");
  const [host = ""] =
    forwarded && trust(req.socket.remoteAddress, 0) ? forwarded.split(",", 1) : [req.headers.host];
  return host.trim();
}
