import type { ErrorCode } from "@latchkey/core";

/** What a `WWW-Authenticate: Bearer` challenge says (RFC 6750 §3); without `error` it is a bare one. */
export interface Challenge {
  readonly error?: "invalid_request" | "invalid_token" | "insufficient_scope";
  /** The permissions that were asked for. */
  readonly scope?: readonly string[];
}

const INVALID_TOKEN: Challenge = { error: "invalid_token" };

/** The challenge that belongs to a code. `invalid_request` has one only where it speaks of credentials. */
export const CHALLENGES: Readonly<Partial<Record<ErrorCode, Challenge>>> = {
  credentials_required: {},
  invalid_token: INVALID_TOKEN,
  key_expired: INVALID_TOKEN,
  key_revoked: INVALID_TOKEN,
  key_disabled: INVALID_TOKEN,
  key_not_yet_valid: INVALID_TOKEN,
  owner_inactive: INVALID_TOKEN,
  insufficient_permissions: { error: "insufficient_scope" },
};

/** The header's value. */
export function renderChallenge({ error, scope }: Challenge, realm: string, detail: string): string {
  const attributes = [`realm="${realm}"`];
  if (error !== undefined) attributes.push(`error="${error}"`, `error_description="${describable(detail)}"`);
  if (scope !== undefined) attributes.push(`scope="${scope.join(" ")}"`);
  return `Bearer ${attributes.join(", ")}`;
}

/** RFC 6750 §3 allows printable ASCII without quotes and backslashes. */
function describable(text: string): string {
  return text.replace(/["\\]/g, "'").replace(/[^\x20-\x7e]/g, "?");
}
