import type { Identity, Keyring, RefusalReason, Verdict, VerifyOrigin } from "@latchkey/core";

import type { MiddlewareRequest } from "./middleware.js";
import type { Outcome } from "./outcome.js";
import { RequestOrigin } from "./request-origin.js";
import type { Refusal } from "./send-problem.js";
import { warnOfMissingAddress, warnOfUntrustedProxy } from "./untrusted-proxy.js";
import { verifyIdentity } from "./verify-identity.js";

/**
 * Has the keyring check the token of a request. The outcome comes at once when nothing must be awaited, because an
 * await costs more than the check; a promise rejects only for a bug in a store.
 *
 * `identity` is for tokens that came as Bearer, and is asked about those that are not in the shape of the keyring's.
 * `origin` is what the keyring gets to know of the request; by default its address and `User-Agent`.
 */
export function verifyToken(
  keyring: Keyring,
  token: string,
  req: MiddlewareRequest,
  identity?: Identity,
  origin: VerifyOrigin = new RequestOrigin(req),
): Outcome | Promise<Outcome> {
  if (identity !== undefined && !keyring.recognizes(token)) return verifyIdentity(identity, token);
  const verdict = keyring.verifySync(token, origin);
  return verdict === undefined ? awaitVerdict(keyring, token, origin, req) : outcomeOf(verdict, req);
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
    ofActor: true,
  },
  key_disabled: {
    code: "key_disabled",
    detail: "This API key is disabled. Have it enabled again, or use another one.",
  },
  key_not_yet_valid: {
    code: "key_not_yet_valid",
    detail: "This API key is not valid yet. Use it from its start time on.",
  },
  owner_inactive: {
    code: "owner_inactive",
    detail:
      "The owner of this API key is no longer active. Use a key of somebody else, or have the owner restored.",
  },
  network_not_allowed: {
    code: "network_not_allowed",
    detail: "This API key may not be used from this network. Use it from one of its allowed networks.",
  },
  rate_limited: {
    code: "rate_limited",
    detail: "This API key has used up its rate limit. Slow down, and try again when the window ends.",
  },
  too_many_failures: {
    code: "too_many_failures",
    detail:
      "Too many requests from this address have failed to authenticate. Wait, then send a valid API key.",
  },
  store_unavailable: {
    code: "store_unavailable",
    detail: "The API key could not be checked, because the key store does not answer. Try again shortly.",
  },
  identity_unavailable: {
    code: "identity_unavailable",
    detail:
      "The API key could not be checked, because the owner of the key could not be looked up. Try again shortly.",
  },
  busy: {
    code: "busy",
    detail: "The API key could not be checked, because too many are being checked. Try again shortly.",
  },
};

async function awaitVerdict(
  keyring: Keyring,
  token: string,
  origin: VerifyOrigin,
  req: MiddlewareRequest,
): Promise<Outcome> {
  return outcomeOf(await keyring.verify(token, origin), req);
}

function outcomeOf(verdict: Verdict, req: MiddlewareRequest): Outcome {
  const { limit } = verdict;
  if (verdict.ok) return { principal: verdict.principal, limit };
  const { reason, retryAfter } = verdict;
  if (reason === "invalid_token" || reason === "too_many_failures") warnOfUntrustedProxy(req);
  if (reason === "invalid_token" || reason === "network_not_allowed") warnOfMissingAddress(req);
  return { refusal: { ...REFUSALS[reason], retryAfter }, limit };
}
