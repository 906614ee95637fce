import type { RefusalReason, Verdict } from "../verdicts/verdict.js";

type Refused = Verdict & { readonly ok: false };

/** Every refusal that says no more than its reason, made once. */
export const REFUSED = {
  invalid_token: refusal("invalid_token"),
  key_revoked: refusal("key_revoked"),
  key_expired: refusal("key_expired"),
  key_disabled: refusal("key_disabled"),
  key_not_yet_valid: refusal("key_not_yet_valid"),
  owner_inactive: refusal("owner_inactive"),
  network_not_allowed: refusal("network_not_allowed"),
  store_unavailable: refusal("store_unavailable", 1),
  identity_unavailable: refusal("identity_unavailable", 1),
  busy: refusal("busy", 1),
} as const satisfies Partial<Record<RefusalReason, Refused>>;

/** What a fault says of a verification: nothing of the token. */
export function refusedFor(fault: unknown): Refused {
  const code = (fault as { readonly code?: unknown } | undefined)?.code;
  return code === "busy" || code === "identity_unavailable" ? REFUSED[code] : REFUSED.store_unavailable;
}

function refusal(reason: RefusalReason, retryAfter?: number): Refused {
  return Object.freeze({ ok: false, reason, ...(retryAfter !== undefined && { retryAfter }) });
}
