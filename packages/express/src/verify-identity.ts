import {
  identityPrincipal,
  inTime,
  tookTooLong,
  type Identity,
  type IdentityVerdict,
  type Principal,
} from "@latchkey/core";

import { endOutage, warnOfOutage } from "./identity-outage.js";
import type { Outcome } from "./outcome.js";
import type { Refusal } from "./send-problem.js";

/** Milliseconds that an identity has for its verdict. */
const PATIENCE_MS = 1_000;

/**
 * Has the identity server's side check a token. An identity is whatever the application gives: one that throws, is late
 * or lets in without a principal by the rules is 503, with a process warning. Never rejects.
 */
export async function verifyIdentity(identity: Identity, token: string): Promise<Outcome> {
  const ask = async (): Promise<IdentityVerdict> => identity.verify(token);
  try {
    const outcome = outcomeOf(await inTime(ask(), PATIENCE_MS, tookTooLong));
    endOutage(identity);
    return outcome;
  } catch (error) {
    warnOfOutage(identity, error);
    return { refusal: REFUSALS.identity_unavailable, limit: undefined };
  }
}

/** Throws for what is no verdict. */
function outcomeOf(verdict: IdentityVerdict): Outcome {
  if (!verdict.ok) return { refusal: refusalOf(verdict), limit: undefined };
  return { principal: checkedPrincipal(verdict.principal), limit: undefined };
}

/** Made anew of what a token's holder has: whatever else an object says, such as the id of a key, is not taken over. */
function checkedPrincipal(principal: Principal): Principal {
  const { kind, ownerId, orgId, projectId, permissions, name } = principal;
  if (kind !== "identity") throw new TypeError("It is no principal of an identity server.");
  return identityPrincipal({ ownerId, orgId, projectId, permissions, name });
}

/** The texts fit into a challenge as they are, and whoever sent an API key whose beginning is mistyped: it looks like a token. */
const REFUSALS = {
  invalid_token: {
    code: "invalid_token",
    detail:
      "The token is neither an API key nor a valid token of the identity server: it may be incomplete or have " +
      "expired, or it is meant for another API. Get another one.",
  },
  identity_unavailable: {
    code: "identity_unavailable",
    detail: "The token could not be checked, because its identity server gives no answer. Try again shortly.",
  },
} satisfies Record<string, Refusal>;

/** Whatever is no reason to try again is an invalid token. */
function refusalOf({ reason, retryAfter }: IdentityVerdict & { readonly ok: false }): Refusal {
  return reason === "identity_unavailable"
    ? { ...REFUSALS.identity_unavailable, retryAfter: isWait(retryAfter) ? retryAfter : undefined }
    : REFUSALS.invalid_token;
}

/** Seconds, up to an hour. */
function isWait(seconds: unknown): seconds is number {
  return typeof seconds === "number" && seconds >= 0 && seconds <= 3_600;
}
