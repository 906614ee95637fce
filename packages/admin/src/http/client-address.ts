import { isIP, SocketAddress } from "node:net";

import type { Request } from "express";

const MAPPED = "::ffff:";

/**
 * The client's address as Express's `trust proxy` has it, in one spelling: an IPv4 address in IPv6 clothes is written
 * as IPv4. With a proxy trusted blindly, `req.ip` can be any text a client sent; what is no address is none.
 */
export function clientAddress(req: Pick<Request, "ip">): string | undefined {
  const given = req.ip ?? "";
  if (isIP(given) !== 6) return isIP(given) === 4 ? given : undefined;
  const { address } = new SocketAddress({ address: given, family: "ipv6" });
  const last = address.slice(MAPPED.length);
  return address.startsWith(MAPPED) && isIP(last) === 4 ? last : address;
}
