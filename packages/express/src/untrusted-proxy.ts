import type { IncomingMessage } from "node:http";

import { clientAddress, type AddressedRequest } from "./client-address.js";
import { warnOnce } from "./warn-once.js";

/**
 * Warns, once in a process, when Express's idea of the client is no address, such as one with a port: nothing can be
 * counted then of what such clients do, and keys that are bound to networks are refused.
 */
export function warnOfMissingAddress(req: IncomingMessage & AddressedRequest): void {
  if (!req.ip || clientAddress(req) !== undefined) return;
  warnOnce(
    "LATCHKEY_NO_ADDRESS",
    "`req.ip` is no IP address, so failed authentications are not limited and keys bound to networks are refused; have " +
      "the proxy send bare addresses in X-Forwarded-For, and set Express's `trust proxy` to the proxies there are",
  );
}

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
