import assert from "node:assert/strict";

/** Throws unless both are the same data, whatever order their fields have and whichever realm made them. */
export function assertSame(actual: unknown, expected: unknown, message?: string): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found === wanted) return;
  const from = Math.max(0, firstDifference(found, wanted) - 2);
  // A diff of thousands of records takes minutes to make, and nobody reads it.
  const shown = (lines: readonly string[]) => lines.slice(from, from + LINES_SHOWN).join("\n");
  assert.equal(shown(found.split("\n")), shown(wanted.split("\n")), message);
}

const LINES_SHOWN = 12;

function firstDifference(found: string, wanted: string): number {
  const lines = wanted.split("\n");
  return found.split("\n").findIndex((line, index) => line !== lines[index]);
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
