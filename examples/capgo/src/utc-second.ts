/** A time as `2024-01-01T00:00:00Z`, from UTC milliseconds. */
export function utcSecond(time: number): string {
  return `${new Date(time).toISOString().slice(0, "2024-01-01T00:00:00".length)}Z`;
}
