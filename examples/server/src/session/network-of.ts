import { isIPv6, SocketAddress } from "node:net";

const MAPPED = "::ffff:";
const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4;

/**
 * What counts as one client: an IPv4 address, also in IPv6 clothes, and of an IPv6 address the network of 64 bits,
 * since every host has one to itself (RFC 4291 §2.5.4).
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const { address: written } = new SocketAddress({ address: address.replace(/%.*/, ""), family: "ipv6" });
  if (written.startsWith(MAPPED) && written.includes(".")) return written.slice(MAPPED.length);
  return groupsOf(written).slice(0, GROUPS_OF_A_NETWORK).join(":");
}

/** All eight groups, with the zeros that `::` stands for. */
function groupsOf(written: string): readonly string[] {
  const [left = [], right = []] = written.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(GROUPS - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right];
}
