/** A time of the keyring's as ISO 8601 in UTC; what is never, as a dash. */
export function momentText(time: number | null): string {
  return time === null ? "–" : new Date(time).toISOString().replace(".000Z", "Z");
}
