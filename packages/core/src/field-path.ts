import type { FieldError } from "./latchkey-error.js";

const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A field's path for people, such as `permissions[2]` or `metadata.a`; one line, whatever the names hold. */
export function fieldPath(path: FieldError["path"]): string {
  return path.reduce<string>((text, segment) => text + step(segment, text === ""), "");
}

function step(segment: string | number, first: boolean): string {
  if (typeof segment === "number") return `[${segment}]`;
  if (first) return UNPRINTABLE.test(segment) ? JSON.stringify(segment) : segment;
  return PLAIN.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
