/** What core counts in milliseconds. */
const TIMES: ReadonlySet<string> = new Set([
  "at",
  "createdAt",
  "updatedAt",
  "notBefore",
  "expiresAt",
  "revokedAt",
  "lastUsedAt",
  "overlapEndsAt",
  "oldSecretLastUsedAt",
]);

/** What belongs to the application: it stays as it is, names and all. */
const OPAQUE: ReadonlySet<string> = new Set(["metadata"]);

/** A record of core's as the admin API has it: names in snake case, times as ISO 8601. */
export function jsonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [snakeCased(name), heldJson(name, held)]),
  );
}

function heldJson(name: string, held: unknown): unknown {
  if (OPAQUE.has(name)) return held;
  return TIMES.has(name) && typeof held === "number" ? new Date(held).toISOString() : jsonOf(held);
}

function snakeCased(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
