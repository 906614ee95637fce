import { exactTime } from "../times/exact-time.ts";

const TIMES: ReadonlySet<string> = new Set([
  "not_before",
  "expires_at",
  "revoked_at",
  "overlap_ends_at",
  "created_at",
  "updated_at",
]);

/** A recorded value for people; text stays as it is. */
export function valueWords(field: string, value: unknown): string {
  if (value === undefined || value === null) return "not set";
  if (TIMES.has(field)) return timeWords(value, exactTime);
  if (field === "rate_limit") return rateLimitWords(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(plainText).join(", ");
  return plainText(value);
}

/** A recorded time as `format` has it; what is none is shown as it is. */
export function timeWords(value: unknown, format: (iso: string) => string): string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? format(value) : plainText(value);
}

/** `100 requests in 60 seconds`. */
export function rateLimitWords(value: unknown): string {
  const { requests, seconds } = Object(value) as Record<string, unknown>;
  if (typeof requests !== "number" || typeof seconds !== "number") return plainText(value);
  return `${counted(requests, "request")} in ${counted(seconds, "second")}`;
}

/** `1 request`, `2 requests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
