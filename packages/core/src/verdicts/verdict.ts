import type { Allowance, RateLimit } from "../limits/limiter.js";
import type { Principal } from "./principal.js";

/** Why a token was refused. Only who proved the secret hears more than `invalid_token`. */
export type RefusalReason =
  | "invalid_token"
  | "key_revoked"
  | "key_expired"
  | "key_disabled"
  | "key_not_yet_valid"
  /** The owner is inactive or gone. */
  | "owner_inactive"
  /** The request comes from outside the key's networks. */
  | "network_not_allowed"
  /** The key's own limit. */
  | "rate_limited"
  /** The address has failed too often; the token was not looked at. */
  | "too_many_failures"
  /** The store did not answer in time. Not a word about the token: answer 503. */
  | "store_unavailable"
  /** What the application knows of the owner could not be had. Not a word about the token: answer 503. */
  | "identity_unavailable"
  /** Too many slow digests, or too many keys at once, are being checked. Not a word about the token: answer 503. */
  | "busy";

/** The key's own limit and where it stands after this request. */
export interface LimitState extends RateLimit, Pick<Allowance, "remaining" | "resetMs"> {}

/** The outcome of a verification, a value. */
export type Verdict =
  | {
      readonly ok: true;
      readonly principal: Principal;
      /** Only for keys that have a limit. */
      readonly limit?: LimitState;
    }
  | {
      readonly ok: false;
      readonly reason: RefusalReason;
      /** Seconds after which trying again makes sense; with 429 and 503. */
      readonly retryAfter?: number;
      /** With `rate_limited`. */
      readonly limit?: LimitState;
    };

/** Where a token was presented from. Read only when needed, so getters are welcome. */
export interface VerifyOrigin {
  /** The client's IP address, as the application's proxy settings have it. Without one, keys that are bound to networks are refused. */
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
}
