import type { Identity, IdentityVerdict } from "@latchkey/core";

import { holderQuestions } from "./ask-holder.js";
import { isUnavailable } from "./identity-unavailable.js";
import { isReadable } from "./is-readable.js";
import type { JwtClaims } from "./jwt-claims.js";
import type { JwtIdentityOptions } from "./jwt-identity-options.js";
import { remoteKeys } from "./remote-keys.js";
import { resolveOptions } from "./resolve-options.js";
import { verifiedPayload } from "./verified-payload.js";

/** Milliseconds for all that a verification waits for. */
const BUDGET_MS = 750;

/** The same for all that is wrong with a token. */
const INVALID: IdentityVerdict = { ok: false, reason: "invalid_token" };
const UNAVAILABLE: IdentityVerdict = { ok: false, reason: "identity_unavailable", retryAfter: 1 };

/**
 * Checks access tokens (JWTs) of an identity server, for the option `identity` of `authenticate()`: signature, issuer,
 * audience, `exp`, and `nbf` and `iat` where there are any. A token without `exp`, with another `typ` than `JWT` or
 * `at+jwt`, or longer than 8,192 bytes is refused. Throws a `ConfigurationError` for wrong options.
 *
 * The server's keys are fetched when the first token comes, used from memory for up to 10 minutes, and fetched again
 * for a key that is not known, at most every 30 s. A server that does not answer within 700 ms, or not with keys, is
 * 503 for tokens that need it, and one process warning, `LATCHKEY_IDENTITY_UNAVAILABLE`.
 *
 * @example
 * const identity = jwtIdentity({
 *   issuer: "https://id.acme.com/",
 *   audience: "https://api.acme.com",
 *   jwksUri: "https://id.acme.com/.well-known/jwks.json",
 *   principal: ({ sub, org_id }) =>
 *     typeof sub === "string" && typeof org_id === "string"
 *       ? { ownerId: sub, orgId: org_id, permissions: ["bundles:read"] }
 *       : null, // not let in
 * });
 * app.use("/api", authenticate(keyring, { identity }));
 */
export function jwtIdentity(options: JwtIdentityOptions): Identity {
  const { issuer, audience, jwksUri, algorithms, principal, clockTolerance, clock } = resolveOptions(options);
  const findKeys = remoteKeys(jwksUri, clock);
  const askHolder = holderQuestions(principal, clock);
  const rules = {
    issuer,
    audience: [...audience],
    algorithms: [...algorithms],
    clockTolerance,
    requiredClaims: ["exp"],
  };

  async function verify(token: string): Promise<IdentityVerdict> {
    if (!isReadable(token)) return INVALID;
    const began = clock.monotonic();
    try {
      const claims = await verifiedClaims(token);
      if (claims === undefined) return INVALID;
      const left = Math.max(1, BUDGET_MS - (clock.monotonic() - began));
      const holder = await askHolder(claims, left);
      return holder === null ? INVALID : { ok: true, principal: holder };
    } catch (error) {
      return isUnavailable(error) ? UNAVAILABLE : INVALID;
    }
  }

  /** Undefined for claims that jose does not look at, and that are wrong; throws for all else that is. */
  async function verifiedClaims(token: string): Promise<JwtClaims | undefined> {
    const now = clock.now();
    const payload = await verifiedPayload(token, findKeys, { ...rules, currentDate: new Date(now) });
    const { iat, sub } = payload as { readonly iat?: number; readonly sub?: unknown };
    if (iat !== undefined && iat > now / 1000 + clockTolerance) return undefined;
    return sub === undefined || typeof sub === "string" ? (payload as unknown as JwtClaims) : undefined;
  }

  return Object.freeze({ verify });
}
