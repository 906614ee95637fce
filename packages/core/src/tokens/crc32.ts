/** What each byte does to a remainder, for the polynomial of ISO 3309, bits reversed. */
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** The remainder before the first byte. */
export const CRC_BEGIN = -1;

/**
 * The remainder behind one more byte. By hand, because a token is so short that zlib's function takes longer to be
 * called than this takes for all of it, and so that a token is gone over only once.
 */
export function crcNext(remainder: number, byte: number): number {
  return (TABLE[(remainder ^ byte) & 0xff] as number) ^ (remainder >>> 8);
}

/** The CRC-32 (ISO 3309) at the end of all bytes, below 2^32. */
export function crcEnd(remainder: number): number {
  return ~remainder >>> 0;
}
