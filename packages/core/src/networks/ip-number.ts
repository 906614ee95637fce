import { isIP, SocketAddress } from "node:net";

/** The bits of an address of each family. */
export const IP_BITS = { 4: 32, 6: 128 } as const;

export type IpFamily = keyof typeof IP_BITS;

/** The family of an address as text, undefined for whatever is none; a zone (`%eth0`) makes it none. */
export function ipFamily(text: string): IpFamily | undefined {
  const family = isIP(text);
  return family === 4 || (family === 6 && !text.includes("%")) ? family : undefined;
}

/** An address as a number. `text` must be an address of this family. */
export function ipNumber(text: string, family: IpFamily): bigint {
  return family === 4 ? join(text.split(".").map(Number), 8n) : join(ipGroups(text), 16n);
}

/** The address of a number, in its one spelling (RFC 5952). */
export function ipText(number: bigint, family: IpFamily): string {
  if (family === 4) return split(number, 4, 8n).join(".");
  const groups = split(number, 8, 16n).map((group) => group.toString(16));
  return new SocketAddress({ address: groups.join(":"), family: "ipv6" }).address;
}

/** The eight groups of an IPv6 address. */
export function ipGroups(text: string): readonly number[] {
  const [head = [], tail] = text.split("::").map(groupsOf);
  if (tail === undefined) return head;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** The groups of a part without `::`; its last ones can be written like an IPv4 address. */
function groupsOf(part: string): readonly number[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function join(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((number, part) => (number << bits) | BigInt(part), 0n);
}

function split(number: bigint, count: number, bits: bigint): readonly bigint[] {
  const mask = (1n << bits) - 1n;
  return Array.from({ length: count }, (_, index) => (number >> (bits * BigInt(count - 1 - index))) & mask);
}
