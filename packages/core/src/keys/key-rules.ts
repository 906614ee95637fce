import { isPermission } from "../permissions/permission.js";
import { KEY_LIMITS } from "./key-limits.js";

/** Checks one value: undefined when it is right, otherwise what is wrong and what would be right. */
export type Rule = (value: unknown) => string | undefined;

/** The rule of each field of a key, the one place where they are written. `null` and absence are not theirs. */
export const keyRules = {
  name: text("a name", KEY_LIMITS.name),
  orgId: identifier,
  projectId: identifier,
  ownerId: identifier,
  role: text("a role name", KEY_LIMITS.role),
  permission: (value) =>
    isPermission(value) ? undefined : 'must be "resource:action" in lower case, such as "bundles:read"',
  enabled: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
  time: (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= KEY_LIMITS.time
      ? undefined
      : "must be a time in whole UTC milliseconds since 1970",
  metadata,
  tag: text("a tag", KEY_LIMITS.tag),
  reason: text("a reason", KEY_LIMITS.reason),
} satisfies Record<string, Rule>;

const CONTROL_OR_BROKEN = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;
const DEEPEST = 32;

function text(what: string, longest: number): Rule {
  return (value) => {
    if (typeof value !== "string") return "must be a string";
    if (!fits(value, longest)) return `must be ${what} of 1 to ${longest} characters`;
    return CONTROL_OR_BROKEN.test(value) ? "must not hold control characters or broken Unicode" : undefined;
  };
}

/** Ids of organizations, projects and owners; `*` stands for all of them in grants and so names none. */
function identifier(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be a string";
  const right =
    fits(value, KEY_LIMITS.id) && value.trim() === value && !NOT_PRINTABLE.test(value) && value !== "*";
  if (right) return undefined;
  return `must be 1 to ${KEY_LIMITS.id} printable characters without a space at either end, and not "*"`;
}

function metadata(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "must be an object";
  const fault = jsonFault(value, DEEPEST);
  if (fault !== undefined) return fault;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > KEY_LIMITS.metadata
    ? `must be ${KEY_LIMITS.metadata} bytes of JSON at most, not ${bytes}`
    : undefined;
}

/** What JSON would lose or could not hold. `__proto__` is refused so that no later copy can be polluted by it. */
function jsonFault(value: unknown, depth: number): string | undefined {
  if (depth === 0) return `must not be nested deeper than ${DEEPEST} levels`;
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : "must hold finite numbers only";
    case "object":
      return value === null ? undefined : entriesFault(value, depth);
    default:
      return "must hold JSON values only";
  }
}

function entriesFault(value: object, depth: number): string | undefined {
  if (!isPlain(value)) return "must hold plain objects, lists without holes, and simple values only";
  if (Object.hasOwn(value, "__proto__")) return 'must not have a property named "__proto__"';
  if (Object.hasOwn(value, "toJSON")) return 'must not have a property named "toJSON"';
  for (const entry of Object.values(value)) {
    const fault = jsonFault(entry, depth - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What JSON reads back as it was, of whichever realm: not a date, a map or a promise, and no list with holes. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return Object.keys(value).length === value.length;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A string of 1 to `longest` code points; looks at no more than it must. */
function fits(value: string, longest: number): boolean {
  if (value.length === 0 || value.length > 2 * longest) return false;
  return value.length <= longest || [...value].length <= longest;
}
