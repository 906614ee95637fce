import type { IncomingMessage } from "node:http";

import { warnOnce } from "./warn-once.js";

/**
 * Warns, once in a process, when a proxy's `X-Forwarded-For` arrives that the application does not trust: all clients
 * then have the proxy's address, and one that fails too often would lock out all. Asked only when an authentication
 * has failed, so that nothing is spent on requests that are let in.
 */
export function warnOfUntrustedProxy(req: IncomingMessage): void {
  if (req.headers["x-forwarded-for"] === undefined || !isTrustOff(req)) return;
  warnOnce(
    "LATCHKEY_UNTRUSTED_PROXY",
    "a request came with X-Forwarded-For while Express's `trust proxy` is off, so all clients behind the proxy share " +
      "its address, and with it one limit for failed authentications; set it, such as app.set('trust proxy', 1)",
  );
}

/** Outside Express nobody reads the header, and there is no setting to change. */
function isTrustOff(req: IncomingMessage): boolean {
  const { app } = req as { readonly app?: { get?(setting: string): unknown } };
  return typeof app?.get === "function" && !app.get("trust proxy");
}
