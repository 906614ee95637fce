import { networkFault } from "../networks/network.js";
import { isPermission } from "../permissions/permission.js";
import { isPlainObject } from "./is-plain-object.js";
import { jsonFault } from "./json-fault.js";
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
  /** Of a custom role. */
  description: (value) => (value === "" ? undefined : text("a text", KEY_LIMITS.description)(value)),
  permission: (value) =>
    isPermission(value) ? undefined : 'must be "resource:action" in lower case, such as "bundles:read"',
  enabled: trueOrFalse,
  inherits: trueOrFalse,
  env: (value) => (value === "live" || value === "test" ? undefined : 'must be "live" or "test"'),
  /** One CIDR block. */
  network: networkFault,
  rateLimit,
  time: (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= KEY_LIMITS.time
      ? undefined
      : "must be a time in whole UTC milliseconds since 1970",
  version: (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "must be a version",
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

function trueOrFalse(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

function rateLimit(value: unknown): string | undefined {
  if (!isPlainObject(value) || Object.keys(value).sort().join() !== "requests,seconds")
    return "must be { requests, seconds } and nothing else";
  const { requests, seconds } = value;
  if (!isCount(requests, KEY_LIMITS.requests))
    return `must have requests, a whole number from 1 to ${KEY_LIMITS.requests}`;
  if (!isCount(seconds, KEY_LIMITS.seconds))
    return `must have seconds, a whole number from 1 to ${KEY_LIMITS.seconds}`;
  return undefined;
}

function isCount(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

function metadata(value: unknown): string | undefined {
  if (!isPlainObject(value)) return "must be an object";
  const fault = jsonFault(value, { depth: DEEPEST, values: KEY_LIMITS.metadata });
  if (fault !== undefined) return fault;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > KEY_LIMITS.metadata
    ? `must be ${KEY_LIMITS.metadata} bytes of JSON at most, not ${bytes}`
    : undefined;
}

/** A string of 1 to `longest` code points; looks at no more than it must. */
function fits(value: string, longest: number): boolean {
  if (value.length === 0 || value.length > 2 * longest) return false;
  return value.length <= longest || [...value].length <= longest;
}
