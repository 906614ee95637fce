import {
  fieldPath,
  type CreateKey,
  type CreateRole,
  type FieldError,
  type LatchkeyError,
  type ListChanges,
  type ListKeys,
} from "@latchkey/core";

type CoreName = keyof (CreateKey & ListKeys & CreateRole & ListChanges);

/** What fields of core's are called in JSON. */
export type WireNames = Readonly<Record<string, string>>;

/** The fields of inputs that core and the standard JSON name differently; the others are alike. */
export const WIRE_NAMES: WireNames = namesOf([
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

/** What the standard JSON calls a field of core's. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/**
 * What a fault says, with fields named as JSON names them. Fields that are unknown stay as the client wrote them, and in
 * the text names that are also words, such as `name`, stay as they are, unless the sentence is about that field.
 */
export function inWireNames(
  { code, message, errors }: LatchkeyError,
  names: WireNames,
): { readonly detail: string; readonly errors: readonly FieldError[] | undefined } {
  if (code === "unknown_field") return { detail: message, errors };
  if (errors === undefined) return { detail: renamedText(message, names), errors };
  const renamed = errors.map((error) => renamedError(error, names));
  return { detail: renamedText(withSentences(message, errors, renamed), names), errors: renamed };
}

function namesOf(names: readonly CoreName[]): WireNames {
  return Object.fromEntries(names.map((name) => [name, wireName(name)]));
}

/** Names inside a field are its own: only the first of a path is one of core's. */
function renamedError(
  { path: [field, ...inside], message, ...error }: FieldError,
  names: WireNames,
): FieldError {
  const path = field === undefined ? [] : [nameIn(names, field) ?? field, ...inside];
  return { ...error, path, message: renamedText(message, names) };
}

const IN_TEXT = /\b[a-z]+(?:[A-Z][a-z]*)+\b/g;

function renamedText(text: string, names: WireNames): string {
  return text.replace(IN_TEXT, (word) => nameIn(names, word) ?? word);
}

function nameIn(names: WireNames, field: string | number): string | undefined {
  return Object.hasOwn(names, field) ? names[field] : undefined;
}

/** Core's text is made of a sentence for each error. */
function withSentences(text: string, of: readonly FieldError[], renamed: readonly FieldError[]): string {
  return of.reduce((before, error, index) => {
    const { path, message } = renamed[index] ?? error;
    return before.replace(sentence(error), () => sentence({ path, message }));
  }, text);
}

function sentence({ path, message }: FieldError): string {
  return `${fieldPath(path)} ${message}.`;
}
