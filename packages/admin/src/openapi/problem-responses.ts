import type { ErrorCode } from "@latchkey/core";
import { problemStatus } from "@latchkey/express";
import type { ZodOpenApiResponsesObject } from "zod-openapi";

import type { Route } from "../routes/route.js";
import { problemSchema } from "./problem-schema.js";
import { headersOf } from "./response-headers.js";

/** The problems a route can answer with, by status. */
export function problemResponses(route: Route): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const [status, codes] of codesByStatus(route)) {
    responses[`${status}` as `${Status}`] = {
      description: `Code ${codes.map((code) => `\`${code}\``).join(", ")}.`,
      ...HEADERS[status],
      content: { "application/problem+json": { schema: problemSchema } },
    };
  }
  return responses;
}

type Status = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 503;

/** Headers that answers of a status have; a 403 has a challenge only for a permission that is lacking. */
const HEADERS: Readonly<Record<number, ReturnType<typeof headersOf>>> = {
  401: headersOf(["WWW-Authenticate"]),
  403: headersOf(["WWW-Authenticate"], "sometimes"),
  503: headersOf(["Retry-After"]),
};

/** Codes that follow from what a route is; those of its own are about the key it works on. */
const RULES: readonly { readonly when: (route: Route) => boolean; readonly codes: readonly ErrorCode[] }[] = [
  { when: () => true, codes: ["unknown_field"] },
  { when: ({ operation: { query, body } }) => Boolean(query ?? body), codes: ["invalid_field"] },
  {
    when: ({ operation }) => operation.body !== undefined,
    codes: ["invalid_request", "body_too_large", "unsupported_media_type"],
  },
  {
    when: ({ permission }) => permission !== "public",
    codes: [
      "credentials_required",
      "invalid_token",
      "key_expired",
      "key_revoked",
      "key_disabled",
      "key_not_yet_valid",
      "owner_inactive",
      "network_not_allowed",
      "identity_unavailable",
      "store_unavailable",
    ],
  },
  { when: ({ permission }) => permission.startsWith("api-"), codes: ["insufficient_permissions"] },
  { when: ({ operation }) => operation.id !== undefined, codes: ["not_found"] },
  { when: ({ method }) => method !== "GET", codes: ["cross_site_request", "store_busy"] },
];

function codesByStatus(route: Route): ReadonlyMap<number, readonly ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>();
  const add = (code: ErrorCode, ofActor: boolean): void => {
    const status = problemStatus({ code, detail: "", ofActor });
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  };
  for (const { when, codes } of RULES) if (when(route)) for (const code of codes) add(code, true);
  for (const code of route.operation.problems ?? []) add(code, false);
  return byStatus;
}
