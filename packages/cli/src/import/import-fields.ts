import type { ImportKey } from "@latchkey/core";

/** Makes of what a source holds what an import takes; throws the sentence that says what it should be. */
type ReadValue = (value: unknown) => unknown;

/** A field of an imported key. */
export interface ImportField {
  readonly field: Exclude<keyof ImportKey, "foreign">;
  readonly read: ReadValue;
  /** Never on the command line. */
  readonly secret?: true;
}

/** What can be mapped, by the names that the admin API has for it. */
export const IMPORT_FIELDS: Readonly<Record<string, ImportField>> = {
  token: { field: "token", read: text, secret: true },
  hash: { field: "hash", read: hashText, secret: true },
  public_part: { field: "publicPart", read: text },
  name: { field: "name", read: text },
  org_id: { field: "orgId", read: text },
  project_id: { field: "projectId", read: text },
  owner_id: { field: "ownerId", read: text },
  role: { field: "role", read: text },
  permissions: { field: "permissions", read: list },
  inherits: { field: "inherits", read: flag },
  enabled: { field: "enabled", read: flag },
  env: { field: "env", read: text },
  created_at: { field: "createdAt", read: time },
  not_before: { field: "notBefore", read: time },
  expires_at: { field: "expiresAt", read: time },
  allowed_networks: { field: "allowedNetworks", read: list },
  rate_limit: { field: "rateLimit", read: limit },
  tags: { field: "tags", read: list },
  metadata: { field: "metadata", read: object },
};

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (Buffer.isBuffer(value)) return value.toString("utf8");
  throw new Error("must be a text");
}

/** Databases keep hashes as bytes, too. */
function hashText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString("hex") : text(value);
}

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  y: true,
  "1": true,
  false: false,
  f: false,
  no: false,
  n: false,
  "0": false,
};

function flag(value: unknown): boolean {
  const word = typeof value === "boolean" ? String(value) : text(value).toLowerCase();
  const known = Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
  if (known === undefined) throw new Error("must be true or false");
  return known;
}

/** Seconds since 1970 have fewer digits than milliseconds until the year 5138. */
const FEWEST_MS = 1e11;

function time(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const word = text(value).trim();
  if (/^[0-9]{1,15}$/.test(word)) return Number(word) < FEWEST_MS ? Number(word) * 1_000 : Number(word);
  // What SQL prints has a space, and is in UTC unless it says otherwise.
  const iso = word.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T").replace(/(T[\d:.]+)$/, "$1Z");
  const read = /^\d{4}-\d{2}-\d{2}/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(read)) throw new Error("must be a time, such as 2030-01-31T12:00:00Z");
  return read;
}

/** A JSON list, or words between commas, semicolons, bars or spaces. */
function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const word = text(value).trim();
  if (word.startsWith("[")) return parsed(word, Array.isArray, "must be a list");
  return word.split(/[\s,;|]+/).filter((item) => item !== "");
}

function limit(value: unknown): unknown {
  if (typeof value === "object" && !Buffer.isBuffer(value)) return value;
  const [, requests, seconds] = /^([0-9]{1,9})\/([0-9]{1,9})$/.exec(text(value).trim()) ?? [];
  if (requests === undefined) throw new Error("must be requests/seconds, such as 100/60");
  return { requests: Number(requests), seconds: Number(seconds) };
}

function object(value: unknown): unknown {
  if (typeof value === "object" && !Buffer.isBuffer(value)) return value;
  return parsed(text(value), (read) => typeof read === "object" && read !== null, "must be a JSON object");
}

function parsed<Read>(word: string, fits: (read: unknown) => boolean, fault: string): Read {
  let read: unknown;
  try {
    read = JSON.parse(word);
  } catch {
    throw new Error(fault);
  }
  if (!fits(read)) throw new Error(fault);
  return read as Read;
}
