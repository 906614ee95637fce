import fc from "fast-check";

import { isWithinNetworks, networkFault, networkSet } from "../../src/networks/network.js";

describe("one CIDR block", () => {
  it.each([
    "192.0.2.0/24",
    "0.0.0.0/0",
    "10.0.0.0/8",
    "192.0.2.1",
    "192.0.2.1/32",
    "2001:db8::/32",
    "2001:DB8:0::/48",
    "::/0",
    "::1",
    "2001:db8::1/128",
    "64:ff9b::/96",
  ])("may be %s", (block) => expect(networkFault(block)).toBeUndefined());

  it.each([
    ["an octal spelling", "010.0.0.1"],
    ["an octal block", "010.0.0.0/8"],
    ["a hexadecimal spelling", "0xa.0.0.1"],
    ["a short spelling", "10.1"],
    ["a short block", "10/8"],
    ["a number", "167772161"],
    ["a zone", "fe80::1%eth0"],
    ["a zone in a block", "fe80::%1/64"],
    ["a prefix too long for IPv4", "10.0.0.0/33"],
    ["a prefix too long for IPv6", "::/129"],
    ["a prefix with a leading zero", "10.0.0.0/08"],
    ["a negative prefix", "10.0.0.0/-1"],
    ["an empty prefix", "10.0.0.0/"],
    ["a mask of bits", "10.0.0.0/255.0.0.0"],
    ["two prefixes", "10.0.0.0/8/8"],
    ["a prefix alone", "/8"],
    ["a space", " 10.0.0.0/8"],
    ["a line end", "10.0.0.0/8\n"],
    ["brackets", "[::1]"],
    ["a port", "10.0.0.1:80"],
    ["a name", "localhost"],
    ["other digits", "１0.0.0.1"],
    ["nothing", ""],
    ["a star", "*"],
    ["a megabyte", "1".repeat(1_000_000)],
  ])("is not %s", (_, block) => expect(networkFault(block)).toContain("CIDR block"));

  it.each([undefined, null, 0, 10, {}, ["10.0.0.0/8"], new String("10.0.0.0/8")])(
    "is a string, not %p",
    (value) => expect(networkFault(value)).toBe("must be a string"),
  );

  it.each([
    ["192.0.2.1/24", "192.0.2.0/24"],
    ["10.255.0.0/9", "10.128.0.0/9"],
    ["1.0.0.0/0", "0.0.0.0/0"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["2001:db8:ffff:ffff::/63", "2001:db8:ffff:fffe::/63"],
  ])("has no bits behind its mask: of %s it says that %s is meant", (block, meant) => {
    expect(networkFault(block)).toContain(`the block is ${meant}`);
    expect(networkFault(meant)).toBeUndefined();
  });

  it.each([
    ["::ffff:192.0.2.1", "192.0.2.1/32"],
    ["::ffff:192.0.2.0/120", "192.0.2.0/24"],
    ["::ffff:c000:201/120", "192.0.2.0/24"],
    ["::ffff:0:0/96", "0.0.0.0/0"],
  ])("is IPv4 when it means IPv4: of %s it says to write %s", (block, meant) => {
    expect(networkFault(block)).toContain(`written as IPv4: ${meant}`);
    expect(networkFault(meant)).toBeUndefined();
  });
});

describe("a set of networks", () => {
  const set = networkSet(["192.0.2.0/24", "198.51.100.7", "2001:db8::/33"]);

  it.each([
    "192.0.2.0",
    "192.0.2.255",
    "::ffff:192.0.2.9",
    "::FFFF:c000:209",
    "198.51.100.7",
    "2001:db8::1",
    "2001:DB8:7fff:ffff:ffff:ffff:ffff:ffff",
  ])("has %s", (address) => expect(set.has(address)).toBe(true));

  it.each([
    "192.0.1.255",
    "192.0.3.0",
    "198.51.100.8",
    "2001:db8:8000::",
    "2001:db7:ffff::",
    "::192.0.2.1",
    "192.0.2",
    "192.000.002.001",
    "192.0.2.1%eth0",
    "2001:db8::1%eth0",
    "192.0.2.0/24",
    "",
    undefined,
    null,
    7,
  ])("has not %p", (address) => expect(set.has(address as string)).toBe(false));

  it("of no blocks, or of wrong ones, has nobody", () => {
    expect(networkSet([]).has("192.0.2.1")).toBe(false);
    expect(networkSet(["192.0.2.1/0", "010.0.0.0/8", "nonsense"]).has("192.0.2.1")).toBe(false);
  });

  it("keeps families apart: all of IPv6 is nothing of IPv4", () => {
    expect(networkSet(["::/0"]).has("192.0.2.1")).toBe(false);
    expect(networkSet(["::/0"]).has("::ffff:192.0.2.1")).toBe(false);
    expect(networkSet(["0.0.0.0/0"]).has("::1")).toBe(false);
    expect(networkSet(["0.0.0.0/0"]).has("::ffff:192.0.2.1")).toBe(true);
  });
});

describe("networks within networks", () => {
  it.each([
    [["10.1.0.0/16"], ["10.0.0.0/8"], true],
    [["10.0.0.0/8"], ["10.0.0.0/8"], true],
    [["10.0.0.1"], ["10.0.0.1/32"], true],
    [["10.0.0.0/8"], ["10.1.0.0/16"], false],
    [["10.1.0.0/16", "11.0.0.0/16"], ["10.0.0.0/8"], false],
    [["10.1.0.0/16", "2001:db8::1"], ["2001:db8::/32", "10.0.0.0/8"], true],
    [["0.0.0.0/0"], ["::/0"], false],
    [["::1"], ["0.0.0.0/0"], false],
    [["10.0.0.0/7"], ["10.0.0.0/8", "11.0.0.0/8"], false],
    [["nonsense"], ["0.0.0.0/0", "::/0"], false],
    [["10.0.0.1"], ["10.0.0.1/8"], false],
    [[], ["10.0.0.0/8"], true],
    [["10.0.0.1"], [], false],
  ])("%j within %j: %p", (inner, outer, expected) => expect(isWithinNetworks(inner, outer)).toBe(expected));
});

const ipv4 = fc
  .tuple(fc.nat({ max: 0xffff_ffff }), fc.nat({ max: 32 }))
  .map(([number, prefix]) => ({ number: BigInt(number), prefix, bits: 32 }));
const ipv6 = fc
  .tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.nat({ max: 128 }))
  .map(([number, prefix]) => ({ number, prefix, bits: 128 }));
type Block = { readonly number: bigint; readonly prefix: number; readonly bits: number };

function written({ number, bits }: Pick<Block, "number" | "bits">): string {
  const width = bits === 32 ? 8n : 16n;
  const parts = Array.from({ length: bits / Number(width) }, (_, index) => {
    const part = (number >> (BigInt(bits) - width * BigInt(index + 1))) & ((1n << width) - 1n);
    return part.toString(bits === 32 ? 10 : 16);
  });
  return parts.join(bits === 32 ? "." : ":");
}

function first({ number, prefix, bits }: Block): bigint {
  const host = BigInt(bits - prefix);
  return (number >> host) << host;
}

const block = (of: Block) => `${written({ ...of, number: first(of) })}/${of.prefix}`;

it("whatever the block: an address is in it when their leading bits agree", () => {
  const pairs = fc.oneof(...[ipv4, ipv6].map((each) => fc.tuple(each, each, fc.boolean())));
  fc.assert(
    fc.property(pairs, ([of, other, near]) => {
      fc.pre(!(of.bits === 128 && first(of) >> 32n === 0xffffn));
      const size = 1n << BigInt(of.bits - of.prefix);
      const number = near ? first(of) + (other.number % size) : other.number;
      const expected = number >= first(of) && number < first(of) + size;
      expect(networkFault(block(of))).toBeUndefined();
      expect(networkSet([block(of)]).has(written({ number, bits: of.bits }))).toBe(expected);
      const inner = { number, prefix: other.prefix, bits: of.bits };
      expect(isWithinNetworks([block(inner)], [block(of)])).toBe(expected && other.prefix >= of.prefix);
    }),
    { numRuns: 1_000 },
  );
});
