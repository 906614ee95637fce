import { BlockList } from "node:net";

import { normalAddress } from "./address.js";
import { ipFamily, ipText } from "./ip-number.js";
import { networkPart, readNetwork, type Network } from "./read-network.js";

/** The addresses of some CIDR blocks, made once and asked often. */
export interface NetworkSet {
  /** Whether an address, in whichever spelling, is in one of the blocks. No address is in none. */
  has(address: string | undefined): boolean;
}

/**
 * What is wrong with a value that is to be one CIDR block, such as `192.0.2.0/24`, `2001:db8::/32` or a single
 * address; undefined when nothing is. What could be read in two ways is refused, not guessed at: octal and short
 * spellings, zones, bits behind the mask, IPv4 in the clothes of IPv6.
 */
export function networkFault(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be a string";
  const network = readNetwork(value);
  if (network === undefined)
    return 'must be an IP address or a CIDR block, such as "192.0.2.0/24" or "2001:db8::/32"';
  const { family, prefix, number } = network;
  const first = networkPart(network, number);
  if (family === 6 && prefix >= MAPPED_BITS && number >> 32n === MAPPED)
    return `must be written as IPv4: ${ipText(first & IPV4, 4)}/${prefix - MAPPED_BITS}`;
  if (first === number) return undefined;
  return `has bits set behind its mask; the block is ${ipText(first, family)}/${prefix}`;
}

/** The addresses in these blocks; a block that is wrong has none. */
export function networkSet(blocks: readonly string[]): NetworkSet {
  // One list for each family: `BlockList` finds IPv4 addresses in IPv6 blocks such as `::/0`, and they are not.
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const { family, address, prefix } of networksOf(blocks))
    lists[family].addSubnet(address, prefix, `ipv${family}`);

  return {
    has(address) {
      const normal = normalAddress(address);
      const family = normal === undefined ? undefined : ipFamily(normal);
      return family !== undefined && lists[family].check(normal as string, `ipv${family}`);
    },
  };
}

/** Whether each block of `inner` lies in one of `outer`. A block that is wrong lies in none. */
export function isWithinNetworks(inner: readonly string[], outer: readonly string[]): boolean {
  const around = networksOf(outer);
  return inner.every((block) => {
    const [network] = networksOf([block]);
    return network !== undefined && around.some((other) => contains(other, network));
  });
}

/** `::ffff:0:0/96`, the IPv4-mapped addresses (RFC 4291 §2.5.5.2). */
const MAPPED = 0xffffn;
const MAPPED_BITS = 96;
const IPV4 = 0xffff_ffffn;

function networksOf(blocks: readonly string[]): readonly Network[] {
  const right = blocks.filter((block) => networkFault(block) === undefined);
  return right.flatMap((block) => readNetwork(block) ?? []);
}

function contains(outer: Network, inner: Network): boolean {
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    networkPart(outer, inner.number) === outer.number
  );
}
