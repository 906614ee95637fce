import type { CreateKey, FieldError, LatchkeyError, ListKeys } from "@latchkey/core";

/** What core calls a field, and what JSON calls it; the others are alike. */
const WIRE_NAMES: ReadonlyMap<string | number, string> = new Map<keyof CreateKey | keyof ListKeys, string>([
  ["orgId", "org_id"],
  ["projectId", "project_id"],
  ["ownerId", "owner_id"],
  ["notBefore", "not_before"],
  ["expiresAt", "expires_at"],
]);

const CORE_NAMES = new RegExp(`\\b(?:${[...WIRE_NAMES.keys()].join("|")})\\b`, "g");

/** What a fault says, with fields named as JSON names them. Fields that are unknown stay as the client wrote them. */
export function inWireNames({ code, message, errors }: LatchkeyError): {
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
} {
  if (code === "unknown_field") return { detail: message, errors };
  return { detail: renamed(message), errors: errors?.map(renamedError) };
}

function renamedError({ path: [field, ...inside], message, ...error }: FieldError): FieldError {
  const path = field === undefined ? [] : [WIRE_NAMES.get(field) ?? field, ...inside];
  return { ...error, path, message: renamed(message) };
}

function renamed(text: string): string {
  return text.replace(CORE_NAMES, (name) => WIRE_NAMES.get(name) ?? name);
}
