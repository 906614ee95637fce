import { identityPrincipal, type ErrorCode, type Identity, type IdentityVerdict } from "@latchkey/core";

import type { State } from "./states.js";

/** Tokens of the identity server that `fakeIdentity` stands for. */
export const IDENTITY_TOKENS = {
  good: "eyJ0.goodgood.c2ln",
  bad: "eyJ0.badbadba.c2ln",
  unsure: "eyJ0.unsureun.c2ln",
} as const;

const PRINCIPAL = identityPrincipal({ ownerId: "u-17", orgId: "acme", permissions: ["bundles:read"] });
const VERDICTS: Readonly<Record<string, IdentityVerdict>> = {
  [IDENTITY_TOKENS.good]: { ok: true, principal: PRINCIPAL },
  [IDENTITY_TOKENS.unsure]: { ok: false, reason: "identity_unavailable", retryAfter: 3 },
};

/** An identity server's side, with what it was asked. */
export function fakeIdentity(): Identity & { readonly verify: jest.Mock } {
  return {
    verify: jest.fn((token: string) =>
      Promise.resolve<IdentityVerdict>(VERDICTS[token] ?? { ok: false, reason: "invalid_token" }),
    ),
  };
}

/** A request to an application that knows an identity server, as data: whatever authenticates is run over these. */
export interface IdentityCase {
  readonly title: string;
  headers(tokens: Readonly<Record<State, string>>): Record<string, string>;
  /** Who is let in: the active key, or the good token's holder. */
  readonly lets?: "key" | "identity";
  /** Why it is refused. */
  readonly code?: ErrorCode;
  /** Whether the identity server's side is asked. */
  readonly asks: boolean;
}

const { good, bad, unsure } = IDENTITY_TOKENS;
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const GOOD: Pick<IdentityCase, "lets" | "asks"> = { lets: "identity", asks: true };
const INVALID = { code: "invalid_token" } as const;

export const IDENTITY_CASES: readonly IdentityCase[] = [
  { title: "its token", headers: () => bearer(good), ...GOOD },
  { title: "its token behind bearer", headers: () => ({ authorization: `bearer ${good}` }), ...GOOD },
  { title: "its token and spaces", headers: () => ({ authorization: `BEARER    ${good}` }), ...GOOD },
  {
    title: "its token beside an empty x-api-key",
    headers: () => ({ "x-api-key": "", ...bearer(good) }),
    ...GOOD,
  },
  { title: "a token it refuses", headers: () => bearer(bad), ...INVALID, asks: true },
  {
    title: "a token it cannot judge",
    headers: () => bearer(unsure),
    code: "identity_unavailable",
    asks: true,
  },
  { title: "rubbish as Bearer", headers: () => bearer("rubbish"), ...INVALID, asks: true },
  { title: "its token as x-api-key", headers: () => ({ "x-api-key": good }), ...INVALID, asks: false },
  { title: "its token as raw value", headers: () => ({ authorization: good }), ...INVALID, asks: false },
  {
    title: "a token it cannot judge as x-api-key",
    headers: () => ({ "x-api-key": unsure }),
    ...INVALID,
    asks: false,
  },
  {
    title: "its token behind another scheme",
    headers: () => ({ authorization: `JWT ${good}` }),
    code: "credentials_required",
    asks: false,
  },
  {
    title: "its token twice in one value",
    headers: () => bearer(`${good} ${good}`),
    ...INVALID,
    asks: false,
  },
  { title: "Bearer alone", headers: () => ({ authorization: "Bearer" }), ...INVALID, asks: false },
  { title: "nothing", headers: () => ({}), code: "credentials_required", asks: false },
  {
    title: "its token beside a good key",
    headers: ({ active }) => ({ "x-api-key": active, ...bearer(good) }),
    code: "invalid_request",
    asks: false,
  },
  {
    title: "its token beside rubbish",
    headers: () => ({ "x-api-key": "rubbish", ...bearer(good) }),
    code: "invalid_request",
    asks: false,
  },
  { title: "a good key", headers: ({ active }) => bearer(active), lets: "key", asks: false },
  {
    title: "a good key as x-api-key",
    headers: ({ active }) => ({ "x-api-key": active }),
    lets: "key",
    asks: false,
  },
  {
    title: "a revoked key",
    headers: ({ revoked }) => bearer(revoked),
    code: "key_revoked",
    asks: false,
  },
  { title: "a key nobody knows", headers: (tokens) => bearer(tokens["unknown id"]), ...INVALID, asks: false },
  {
    title: "a key with a wrong secret",
    headers: (tokens) => bearer(tokens["wrong secret"]),
    ...INVALID,
    asks: false,
  },
  {
    title: "a key with a typing mistake",
    headers: ({ malformed }) => bearer(malformed),
    ...INVALID,
    asks: false,
  },
];
