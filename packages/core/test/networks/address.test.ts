import fc from "fast-check";
import { isIP } from "node:net";

import { addressBlock, normalAddress } from "../../src/networks/address.js";

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:C000:201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
    ["::", "::"],
    ["::1", "::1"],
    ["::ffff:1:2:3", "::ffff:1:2:3"],
    ["::ffff:0:192.0.2.1", "::ffff:0:c000:201"],
  ])("has one spelling: %s is %s", (text, normal) => {
    expect(normalAddress(text)).toBe(normal);
    expect(normalAddress(normal)).toBe(normal);
  });

  it.each([
    "010.0.0.1",
    "192.0.2",
    "3221225985",
    "0xc0.0.2.1",
    "192.0.2.1 ",
    "192.0.2.1:80",
    "192.0.2.1/32",
    "[::1]",
    "fe80::1%eth0",
    "::ffff:010.0.0.1",
    "192.0.2.1, 198.51.100.1",
    "unknown",
    "",
    undefined,
    null,
    7,
    ["192.0.2.1"],
    new String("192.0.2.1"),
  ])("is not %p", (value) => expect(normalAddress(value)).toBeUndefined());

  it("is normal whatever was written, or none", () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.string());
    fc.assert(
      fc.property(text, (written) => {
        const normal = normalAddress(written);
        expect(normal === undefined).toBe(isIP(written) === 0);
        if (normal !== undefined) expect(normalAddress(normal)).toBe(normal);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what one client holds", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("of %s is %s", (address, block) => expect(addressBlock(address)).toBe(block));

  it("is the same for all addresses of one /64, and another for those of the next", () => {
    const [one, same, next] = ["2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:2::1"];
    expect(addressBlock(one)).toBe(addressBlock(same));
    expect(addressBlock(one)).not.toBe(addressBlock(next));
  });
});
