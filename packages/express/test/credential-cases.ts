import type { ErrorCode } from "@latchkey/core";

import { STATES, type State } from "./states.js";

/** A request and the verdict on it, as data: whatever authenticates requests is run over these. */
export interface CredentialCase {
  readonly title: string;
  headers(tokens: Readonly<Record<State, string>>): Record<string, string>;
  /** Why it is refused; undefined when the active key's principal is let in. */
  readonly code?: ErrorCode;
}

/** All ways to present one token. */
export const PRESENTATIONS: Readonly<Record<string, (token: string) => Record<string, string>>> = {
  "x-api-key": (token) => ({ "x-api-key": token }),
  "X-API-KEY": (token) => ({ "X-API-KEY": token }),
  "raw Authorization": (token) => ({ authorization: token }),
  "Authorization: Bearer": (token) => ({ authorization: `Bearer ${token}` }),
  "Authorization: bearer": (token) => ({ authorization: `bearer ${token}` }),
  "Authorization: BEARER and many spaces": (token) => ({ authorization: `BEARER    ${token}` }),
};

const CODES: Readonly<Record<Exclude<State, "active">, ErrorCode>> = {
  revoked: "key_revoked",
  expired: "key_expired",
  disabled: "key_disabled",
  scheduled: "key_not_yet_valid",
  "unknown id": "invalid_token",
  "wrong secret": "invalid_token",
  malformed: "invalid_token",
  "of an inactive owner": "owner_inactive",
  "for other networks": "network_not_allowed",
  "above its rate limit": "rate_limited",
  "sent from an address that failed too often": "too_many_failures",
  "of an owner nobody can tell of": "identity_unavailable",
  "one too many to check": "busy",
};

const STATE_CASES: readonly CredentialCase[] = Object.entries(PRESENTATIONS).flatMap(
  ([presentation, headers]) =>
    STATES.map((state) => ({
      title: `${presentation} with a token that is ${state}`,
      headers: (tokens: Readonly<Record<State, string>>) => headers(tokens[state]),
      ...(state !== "active" && { code: CODES[state] }),
    })),
);

const SINGLE_CASES: readonly CredentialCase[] = [
  { title: "no credential", headers: () => ({}), code: "credentials_required" },
  { title: "an empty x-api-key", headers: () => ({ "x-api-key": "" }), code: "credentials_required" },
  { title: "an empty Authorization", headers: () => ({ authorization: "" }), code: "credentials_required" },
  {
    title: "another scheme",
    headers: () => ({ authorization: "Basic dXNlcjpwYXNz" }),
    code: "credentials_required",
  },
  {
    title: "a good token behind a scheme that is not ours",
    headers: ({ active }) => ({ authorization: `ApiKey ${active}` }),
    code: "credentials_required",
  },
  {
    title: "a scheme that only begins with Bearer",
    headers: ({ active }) => ({ authorization: `Bearers ${active}` }),
    code: "credentials_required",
  },
  { title: "Bearer alone", headers: () => ({ authorization: "Bearer" }), code: "invalid_token" },
  {
    title: "bearer alone in lower case",
    headers: () => ({ authorization: "bearer" }),
    code: "invalid_token",
  },
  {
    title: "Bearer and two tokens",
    headers: ({ active }) => ({ authorization: `Bearer ${active} ${active}` }),
    code: "invalid_token",
  },
  {
    title: "Bearer and a tab in place of the space",
    headers: ({ active }) => ({ authorization: `Bearer\t${active}` }),
    code: "invalid_token",
  },
  {
    title: "a good token and something behind it",
    headers: ({ active }) => ({ authorization: `${active} x` }),
    code: "invalid_token",
  },
  {
    title: "a good token twice in one raw value, as adapters join repeated headers",
    headers: ({ active }) => ({ authorization: `${active}, ${active}` }),
    code: "invalid_token",
  },
  {
    title: "a quoted token",
    headers: ({ active }) => ({ "x-api-key": `"${active}"` }),
    code: "invalid_token",
  },
  {
    title: "a comma behind the token",
    headers: ({ active }) => ({ "x-api-key": `${active},` }),
    code: "invalid_token",
  },
  { title: "the text undefined", headers: () => ({ "x-api-key": "undefined" }), code: "invalid_token" },
  { title: "the text null", headers: () => ({ authorization: "null" }), code: "invalid_token" },
  {
    title: "the text [object Object]",
    headers: () => ({ "x-api-key": "[object Object]" }),
    code: "invalid_token",
  },
];

const SEVERAL_CASES: readonly CredentialCase[] = [
  {
    title: "the same good token as x-api-key and Bearer",
    headers: ({ active }) => ({ "x-api-key": active, authorization: `Bearer ${active}` }),
    code: "invalid_request",
  },
  {
    title: "the same good token as x-api-key and raw",
    headers: ({ active }) => ({ "x-api-key": active, authorization: active }),
    code: "invalid_request",
  },
  {
    title: "a good x-api-key and rubbish behind Bearer",
    headers: ({ active }) => ({ "x-api-key": active, authorization: "Bearer a b" }),
    code: "invalid_request",
  },
  {
    title: "rubbish as x-api-key and Bearer alone",
    headers: () => ({ "x-api-key": "rubbish", authorization: "Bearer" }),
    code: "invalid_request",
  },
  {
    title: "a good x-api-key beside another scheme",
    headers: ({ active }) => ({ "x-api-key": active, authorization: "Basic dXNlcjpwYXNz" }),
  },
  {
    title: "a good x-api-key beside an empty Authorization",
    headers: ({ active }) => ({ "x-api-key": active, authorization: "" }),
  },
  {
    title: "a good Bearer beside an empty x-api-key",
    headers: ({ active }) => ({ "x-api-key": "", authorization: `Bearer ${active}` }),
  },
];

export const CREDENTIAL_CASES: readonly CredentialCase[] = [
  ...STATE_CASES,
  ...SINGLE_CASES,
  ...SEVERAL_CASES,
];
