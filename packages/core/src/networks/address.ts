import { SocketAddress } from "node:net";

import { ipFamily, ipGroups } from "./ip-number.js";

const MAPPED = "::ffff:";

/**
 * The one spelling of an IP address, so that a client is the same client however its address was written: IPv6 as in
 * RFC 5952, and an IPv4-mapped one as IPv4. Undefined for whatever is no address, `010.0.0.1`, `1.2.3` and zones included.
 *
 * @example
 * normalAddress("::ffff:192.0.2.1"); // "192.0.2.1"
 * normalAddress("2001:DB8:0::1"); // "2001:db8::1"
 * normalAddress("010.0.0.1"); // undefined
 */
export function normalAddress(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const family = ipFamily(text);
  if (family !== 6) return family && text;
  const { address } = new SocketAddress({ address: text, family: "ipv6" });
  const rest = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : "";
  return ipFamily(rest) === 4 ? rest : address;
}

/**
 * What one client holds, to count its attempts by: an IPv4 address as it is, and of an IPv6 address its /64, of which a
 * client has every one. The address is one that `normalAddress` gave.
 *
 * @example
 * addressBlock("192.0.2.1"); // "192.0.2.1"
 * addressBlock("2001:db8::1"); // "2001:db8:0:0::/64"
 */
export function addressBlock(address: string): string {
  if (ipFamily(address) !== 6) return address;
  const network = ipGroups(address).slice(0, 4);
  return `${network.map((group) => group.toString(16)).join(":")}::/64`;
}
