import type { Keyring, Principal, RefusalReason, Verdict } from "@latchkey/core";

import type { Refusal } from "./send-problem.js";

/** What a token comes to. */
export type Outcome = { readonly principal: Principal } | { readonly refusal: Refusal };

/**
 * Has the keyring check a token. The outcome comes at once when nothing must be awaited, because an await costs more
 * than the check; a promise rejects only for a bug in a store.
 */
export function verifyToken(keyring: Keyring, token: string): Outcome | Promise<Outcome> {
  const verdict = keyring.verifySync(token);
  return verdict === undefined ? awaitVerdict(keyring, token) : outcomeOf(verdict);
}

/** What is said for each reason. The texts fit into a challenge as they are: printable ASCII without quotes (RFC 6750 §3). */
export const REFUSALS: Readonly<Record<RefusalReason, Refusal>> = {
  invalid_token: {
    code: "invalid_token",
    detail: "The API key is not valid. Check that it was copied whole, or use another one.",
  },
  key_revoked: {
    code: "key_revoked",
    detail: "This API key was revoked and will not work again. Use another one.",
    ofActor: true,
  },
  key_expired: {
    code: "key_expired",
    detail: "This API key has expired. Use another one, or have its expiry moved.",
  },
  key_disabled: {
    code: "key_disabled",
    detail: "This API key is disabled. Have it enabled again, or use another one.",
  },
  key_not_yet_valid: {
    code: "key_not_yet_valid",
    detail: "This API key is not valid yet. Use it from its start time on.",
  },
  store_unavailable: {
    code: "store_unavailable",
    detail: "The API key could not be checked, because the key store does not answer. Try again shortly.",
  },
  busy: {
    code: "busy",
    detail: "The API key could not be checked, because too many are being checked. Try again shortly.",
  },
};

async function awaitVerdict(keyring: Keyring, token: string): Promise<Outcome> {
  return outcomeOf(await keyring.verify(token));
}

function outcomeOf(verdict: Verdict): Outcome {
  if (verdict.ok) return { principal: verdict.principal };
  return { refusal: { ...REFUSALS[verdict.reason], retryAfter: verdict.retryAfter } };
}
