import type { ResolvedSources } from "./credential-sources.js";

/** How a token was presented: in a header of its own, behind `Bearer`, or as the bare `Authorization` value. */
export type Presentation = "header" | "bearer" | "raw";

/** What a request carries, before anybody has asked whether it is worth anything. */
export type Credential =
  | { readonly kind: "none" }
  /** More than one, or one header field twice (RFC 6750 §2). */
  | { readonly kind: "several" }
  | { readonly kind: "malformed"; readonly presentation: Presentation }
  | { readonly kind: "token"; readonly token: string; readonly presentation: Presentation };

/** The part of a request that is read; adapters of serverless platforms leave `rawHeaders` out. */
export interface CredentialRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawHeaders?: readonly string[] | undefined;
}

const NONE: Credential = { kind: "none" };
const SEVERAL: Credential = { kind: "several" };

/** No token of any kind is longer; a keyring's own limit is lower. */
const LONGEST = 8192;
/** With `Bearer` and more spaces than anybody sends; nothing is looked for in what is longer. */
const LONGEST_BEARER = LONGEST + 64;

/**
 * Reads the one credential of a request, from `req.headers` alone. `rawHeaders` only tells whether a field came
 * twice, because node drops a second `Authorization` and joins two `x-api-key` to one value.
 */
export function readCredential(req: CredentialRequest, sources: ResolvedSources): Credential {
  if (Array.isArray(req.rawHeaders) && hasRepeated(req.rawHeaders, sources.fields)) return SEVERAL;
  let found = NONE;
  for (const field of sources.fields) {
    const credential = readField(req.headers, field, sources);
    if (credential.kind === "none") continue;
    if (found.kind !== "none") return SEVERAL;
    found = credential;
  }
  return found;
}

/** Whether one of `fields` occurs twice; `rawHeaders` alternates names and values. */
function hasRepeated(rawHeaders: readonly string[], fields: readonly string[]): boolean {
  for (const field of fields) {
    let occurrences = 0;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const name = rawHeaders[index];
      if (name?.length === field.length && name.toLowerCase() === field && ++occurrences > 1) return true;
    }
  }
  return false;
}

function readField(
  headers: CredentialRequest["headers"],
  field: string,
  sources: ResolvedSources,
): Credential {
  const held = Object.hasOwn(headers, field) ? headers[field] : undefined;
  if (Array.isArray(held) && held.length > 1) return SEVERAL;
  const value: unknown = Array.isArray(held) ? held[0] : held;
  if (value === undefined || value === null || value === "") return NONE;
  const authorization = field === "authorization";
  if (typeof value !== "string") return { kind: "malformed", presentation: authorization ? "raw" : "header" };
  return authorization ? readAuthorization(value, sources) : tokenOf(value, "header");
}

/** The scheme is a word in any case and one or more spaces follow it (RFC 9110 §11.1). Schemes of others do not count. */
function readAuthorization(value: string, sources: ResolvedSources): Credential {
  const space = value.indexOf(" ");
  const word = space === -1 ? value : value.slice(0, space);
  if (isBearer(word)) return sources.bearer ? readBearer(value, space) : NONE;
  if (space === -1 && isWord(word)) return sources.raw ? tokenOf(value, "raw") : NONE;
  return isScheme(word) ? NONE : { kind: "malformed", presentation: sources.raw ? "raw" : "bearer" };
}

/** Longer than any scheme there is, and shorter than any key: what begins with a key is no scheme of others. */
const LONGEST_SCHEME = 40;

function isScheme(word: string): boolean {
  return word !== "" && word.length <= LONGEST_SCHEME && isWord(word);
}

/** Tabs and commas are in no scheme: they come of broken values and of repeated headers joined into one. */
function isWord(word: string): boolean {
  return !word.includes("\t") && !word.includes(",");
}

function isBearer(scheme: string): boolean {
  return scheme.length === 6 && scheme.toLowerCase() === "bearer";
}

function readBearer(value: string, space: number): Credential {
  if (space === -1 || value.length > LONGEST_BEARER) return { kind: "malformed", presentation: "bearer" };
  let start = space;
  while (value[start] === " ") start++;
  const token = value.slice(start);
  if (token === "" || token.includes(" ")) return { kind: "malformed", presentation: "bearer" };
  return tokenOf(token, "bearer");
}

function tokenOf(token: string, presentation: Presentation): Credential {
  return token.length > LONGEST
    ? { kind: "malformed", presentation }
    : { kind: "token", token, presentation };
}
