import { normalAddress } from "@latchkey/core";

/** The part of a request that says where it came from; `ip` is Express's. */
export interface AddressedRequest {
  readonly ip?: string | undefined;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined;
}

/**
 * The client's address as Express's `trust proxy` has it, in one spelling; outside Express that of the connection.
 * With a proxy trusted blindly, `req.ip` can be any text a client sent: what is no address is undefined, and never
 * the connection's in its place.
 *
 * @example
 * app.use((req, _res, next) => {
 *   console.log(clientAddress(req)); // "192.0.2.1"
 *   next();
 * });
 */
export function clientAddress(req: AddressedRequest): string | undefined {
  return normalAddress(req.ip ?? req.socket?.remoteAddress);
}
