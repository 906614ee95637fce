import type { Keyring, VerifyOrigin } from "@latchkey/core";

import { checkKeyring } from "./check-keyring.js";
import { clientAddress, type AddressedRequest } from "./client-address.js";
import { credentialRefusal } from "./credential-refusal.js";
import { resolveSources } from "./credential-sources.js";
import { answerAllowed, answerRefused } from "./gateway-answer.js";
import type { Middleware } from "./middleware.js";
import type { Outcome } from "./outcome.js";
import { privateAnswer } from "./private-answer.js";
import { readCredential } from "./read-credential.js";
import { resolveRules, type VerifyEndpointOptions } from "./verify-endpoint-options.js";
import { verifyToken } from "./verify-token.js";

/**
 * A request handler that tells a gateway, such as nginx by `auth_request`, whether the request it holds may pass. Keys
 * are read and judged as `authenticate()` and the guards do it; what is asked for is fixed in the options, so mount one
 * for each permission. It answers every method alike, without a body, and no cache keeps the answer:
 *
 * - 200: let it pass. `X-Latchkey-Key-Id`, `-Key-Number`, `-Owner-Id`, `-Org-Id` and `-Project-Id` say whose it is,
 *   percent-encoded (RFC 3986 §2.1). All five are always there, empty where the key has none.
 * - 401 with a challenge, 403, 503 with `Retry-After`: refuse it; `X-Latchkey-Code` says why. Gateways know no other
 *   statuses, so two credentials (400) are 401, and the limits of keys and addresses (429) 403 with `Retry-After`.
 *
 * No header is read but the credential's, and `X-Forwarded-For` where Express's `trust proxy` says so.
 *
 * @example
 * app.all("/verify/read", verifyEndpoint(keyring, { permission: "bundles:read" }));
 */
export function verifyEndpoint(keyring: Keyring, options: VerifyEndpointOptions = {}): Middleware {
  checkKeyring("verifyEndpoint", keyring);
  const rules = resolveRules(options);
  const sources = resolveSources();
  const markPrivate = privateAnswer(sources);

  return function verifyForGateway(req, res, next) {
    markPrivate(res);
    const credential = readCredential(req, sources);
    if (credential.kind !== "token") return answerRefused(res, credentialRefusal(credential, sources));

    const outcome = verifyToken(keyring, credential.token, req, undefined, addressOf(req));
    if (outcome instanceof Promise) outcome.then(settle).catch(next);
    else settle(outcome);

    function settle(found: Outcome): void {
      if ("refusal" in found) return answerRefused(res, found.refusal);
      const { principal } = found;
      for (const rule of rules) {
        const refusal = rule(principal, req);
        if (refusal !== undefined) return answerRefused(res, refusal);
      }
      answerAllowed(res, principal);
    }
  };
}

/** Nothing but the address: the gateway's request is not the client's, and its other headers are anybody's. */
function addressOf(req: AddressedRequest): VerifyOrigin {
  return {
    get address() {
      return clientAddress(req);
    },
  };
}
