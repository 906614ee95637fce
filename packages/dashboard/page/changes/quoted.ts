/** What somebody has written, as a part of a sentence. */
export function quoted(value: unknown): string {
  return `“${typeof value === "string" ? value : JSON.stringify(value ?? null)}”`;
}
