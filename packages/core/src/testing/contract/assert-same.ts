import assert from "node:assert/strict";

/** Throws unless both are the same data, whatever order their fields have and whichever realm made them. */
export function assertSame(actual: unknown, expected: unknown, message?: string): void {
  assert.equal(canonical(actual), canonical(expected), message);
}

function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_, entry: unknown) =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry)
        ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
        : entry,
    1,
  );
}
