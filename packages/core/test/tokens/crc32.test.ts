import { crc32 } from "node:zlib";

import fc from "fast-check";

import { CRC_BEGIN, crcEnd, crcNext } from "../../src/tokens/crc32.js";

function crcOf(bytes: Uint8Array): number {
  return crcEnd(bytes.reduce(crcNext, CRC_BEGIN));
}

describe("the checksum", () => {
  it("is the CRC-32 of ISO 3309: the check value of its nine digits", () => {
    expect(crcOf(Buffer.from("123456789"))).toBe(0xcbf43926);
  });

  it("is zlib's, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(crcOf(bytes)).toBe(crc32(bytes))),
    );
  });
});
