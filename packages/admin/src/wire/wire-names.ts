import type { CreateKey, CreateRole, FieldError, LatchkeyError, ListChanges, ListKeys } from "@latchkey/core";

type CoreName = keyof (CreateKey & ListKeys & CreateRole & ListChanges);

/** The fields of inputs that core and JSON name differently; the others are alike. */
const CORE_NAMES: ReadonlySet<string> = new Set<CoreName>([
  "orgId",
  "projectId",
  "ownerId",
  "notBefore",
  "expiresAt",
  "allowedNetworks",
  "rateLimit",
  "keyId",
  "actorId",
]);

const IN_TEXT = new RegExp(`\\b(?:${[...CORE_NAMES].join("|")})\\b`, "g");

/** What JSON calls a field of core's. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** What a fault says, with fields named as JSON names them. Fields that are unknown stay as the client wrote them. */
export function inWireNames({ code, message, errors }: LatchkeyError): {
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
} {
  if (code === "unknown_field") return { detail: message, errors };
  return { detail: renamed(message), errors: errors?.map(renamedError) };
}

/** Names inside a field are its own: only the first of a path is one of core's. */
function renamedError({ path: [field, ...inside], message, ...error }: FieldError): FieldError {
  const path = field === undefined ? [] : [renamedField(field), ...inside];
  return { ...error, path, message: renamed(message) };
}

function renamedField(field: string | number): string | number {
  return typeof field === "string" && CORE_NAMES.has(field) ? wireName(field) : field;
}

function renamed(text: string): string {
  return text.replace(IN_TEXT, wireName);
}
