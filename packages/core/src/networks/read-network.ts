import { ipFamily, ipNumber, IP_BITS, type IpFamily } from "./ip-number.js";

/** A CIDR block (RFC 4632, RFC 4291 §2.3) as it was written. */
export interface Network {
  readonly family: IpFamily;
  readonly address: string;
  /** How many leading bits are the network's. */
  readonly prefix: number;
  /** The address; bits behind the mask are still in it. */
  readonly number: bigint;
}

/** Longer than any block is written. */
const LONGEST = 64;
const PREFIX = /^(?:0|[1-9]\d{0,2})$/;

/** Reads a block by its form alone; a bare address is a block of one. Undefined for whatever is none. */
export function readNetwork(text: string): Network | undefined {
  if (text.length > LONGEST) return undefined;
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const family = ipFamily(address);
  if (family === undefined) return undefined;
  const mask = slash === -1 ? String(IP_BITS[family]) : text.slice(slash + 1);
  if (!PREFIX.test(mask) || Number(mask) > IP_BITS[family]) return undefined;
  return { family, address, prefix: Number(mask), number: ipNumber(address, family) };
}

/** A number without the bits behind a block's mask. */
export function networkPart({ family, prefix }: Network, number: bigint): bigint {
  const host = BigInt(IP_BITS[family] - prefix);
  return (number >> host) << host;
}
