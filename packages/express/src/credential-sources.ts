import { ConfigurationError, checkOptionNames } from "@latchkey/core";

import { checkFlag } from "./check-flag.js";

/** Where a request may carry its key. What is not listed is not looked at. */
export interface CredentialSources {
  /** Header fields whose whole value is the key, in any case. */
  readonly headers?: readonly string[] | undefined;
  /** `Authorization: Bearer <key>`. */
  readonly bearer?: boolean | undefined;
  /** `Authorization: <key>`, without a scheme. */
  readonly raw?: boolean | undefined;
}

/** The sources, checked, with all names in lower case. */
export interface ResolvedSources {
  readonly headers: readonly string[];
  readonly bearer: boolean;
  readonly raw: boolean;
  /** Every field that is looked at. */
  readonly fields: readonly string[];
}

const DEFAULT: CredentialSources = { headers: ["x-api-key"], bearer: true, raw: true };

/** Checks the option `sources`; without it, all three ways are looked at. */
export function resolveSources(sources: CredentialSources = DEFAULT): ResolvedSources {
  checkOptionNames("sources", sources, ["headers", "bearer", "raw"]);
  const headers = headerNames(sources.headers ?? []);
  const bearer = checkFlag("sources.bearer", sources.bearer);
  const raw = checkFlag("sources.raw", sources.raw);
  const fields = bearer || raw ? [...headers, "authorization"] : headers;
  if (fields.length === 0) {
    throw new ConfigurationError(
      "sources",
      "lists nothing to read a key from; name `headers`, `bearer` or `raw`",
    );
  }
  return { headers, bearer, raw, fields };
}

/** A field name of RFC 9110 §5.1, in lower case. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,64}$/;

function headerNames(names: unknown): readonly string[] {
  if (!Array.isArray(names))
    throw new ConfigurationError("sources.headers", "must be a list of header names");
  const headers = names.map(headerName);
  const twice = headers.find((name, index) => headers.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ConfigurationError("sources.headers", `names ${twice} twice; header names have no case`);
  }
  return headers;
}

function headerName(name: unknown): string {
  const lower = typeof name === "string" ? name.toLowerCase() : "";
  if (lower === "authorization") {
    throw new ConfigurationError(
      "sources.headers",
      "cannot name Authorization; set `bearer` or `raw` instead",
    );
  }
  if (!FIELD_NAME.test(lower)) {
    throw new ConfigurationError("sources.headers", 'must hold names of header fields, such as "x-api-key"');
  }
  return lower;
}
