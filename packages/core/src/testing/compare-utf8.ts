/** UTF-16, by which JavaScript compares, puts 😀 before U+FFFD; UTF-8 behind it. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
