import type { FieldError } from "@latchkey/core";

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A field's path for people, such as `permissions[2]` or `metadata.a`. */
export function fieldPath(path: FieldError["path"]): string {
  return path.reduce<string>((text, segment) => text + step(segment, text === ""), "");
}

function step(segment: string | number, first: boolean): string {
  if (typeof segment === "number") return `[${segment}]`;
  if (first) return segment;
  return PLAIN.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
