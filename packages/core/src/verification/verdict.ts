import type { Principal } from "./principal.js";

/** Why a token was refused. Only who proved the secret hears more than `invalid_token`. */
export type RefusalReason =
  | "invalid_token"
  | "key_revoked"
  | "key_expired"
  | "key_disabled"
  | "key_not_yet_valid"
  /** The store did not answer in time. Not a word about the token: answer 503. */
  | "store_unavailable"
  /** Too many slow digests are being checked. Not a word about the token: answer 503. */
  | "busy";

/** The outcome of a verification, a value. */
export type Verdict =
  | { readonly ok: true; readonly principal: Principal }
  | {
      readonly ok: false;
      readonly reason: RefusalReason;
      /** Seconds after which trying again makes sense; with `store_unavailable` and `busy`. */
      readonly retryAfter?: number;
    };
