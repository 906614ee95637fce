import type { ZodOpenApiHeadersObject } from "zod-openapi";

const HEADERS = {
  ETag: { description: "The key's version, for `If-Match`.", schema: { type: "string", examples: ['"3"'] } },
  Location: {
    description: "Where the key can be read.",
    schema: { type: "string", format: "uri-reference" },
  },
  "WWW-Authenticate": { description: "A Bearer challenge (RFC 6750 §3).", schema: { type: "string" } },
  "Retry-After": {
    description: "Seconds after which to try again.",
    schema: { type: "integer", minimum: 1 },
  },
} as const satisfies ZodOpenApiHeadersObject;

export type HeaderName = keyof typeof HEADERS;

/** What an answer's headers are: each of these names is there always, or sometimes. */
export function headersOf(
  names: readonly HeaderName[] = [],
  present: "always" | "sometimes" = "always",
): { headers?: ZodOpenApiHeadersObject } {
  if (names.length === 0) return {};
  const required = present === "always";
  return { headers: Object.fromEntries(names.map((name) => [name, { ...HEADERS[name], required }])) };
}
