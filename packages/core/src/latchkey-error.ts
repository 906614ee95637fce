/** Every code a management method or a refusal can carry; stable across releases. */
export type ErrorCode =
  | "invalid_request"
  | "unknown_field"
  | "invalid_field"
  | "invalid_cursor"
  | "grant_required"
  | "credentials_required"
  | "invalid_token"
  | "key_expired"
  | "key_revoked"
  | "key_disabled"
  | "key_not_yet_valid"
  | "owner_inactive"
  | "insufficient_permissions"
  | "out_of_scope"
  | "network_not_allowed"
  | "out_of_reach"
  | "ceiling_exceeded"
  | "cross_site_request"
  | "not_found"
  | "method_not_allowed"
  | "body_too_large"
  | "unsupported_media_type"
  | "quota_exceeded"
  | "role_in_use"
  | "role_name_taken"
  | "rotation_in_progress"
  | "token_not_retrievable"
  | "version_mismatch"
  | "rate_limited"
  | "too_many_failures"
  | "store_unavailable"
  | "store_busy"
  | "identity_unavailable"
  | "busy";

/** One field that was wrong; `path` leads to it from the input's root: `["permissions", 2]`. */
export interface FieldError {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** `unknown_field` when the field itself is not known here; `invalid_field` otherwise. */
  readonly code?: "unknown_field" | "invalid_field" | "grant_required";
}

export interface LatchkeyErrorOptions {
  readonly errors?: readonly FieldError[];
  /** Seconds after which trying again makes sense (RFC 9110 §10.2.3). */
  readonly retryAfter?: number;
  /** The code speaks of the acting key, not of the key that was asked for: 401, where `key_revoked` and `key_expired` are 409 otherwise. */
  readonly ofActor?: boolean;
  readonly cause?: unknown;
}

/**
 * The one error management methods throw. Check `code`, not `instanceof`: an application that loads both the
 * ESM and the CommonJS build holds two classes. Messages never hold a token or a secret.
 *
 * @example
 * try {
 *   await keyring.revoke({ id }, actor);
 * } catch (error) {
 *   if ((error as LatchkeyError).code === "not_found") return;
 *   throw error;
 * }
 */
export class LatchkeyError extends Error {
  readonly code: ErrorCode;
  declare readonly errors?: readonly FieldError[];
  declare readonly retryAfter?: number;
  declare readonly ofActor?: boolean;

  constructor(code: ErrorCode, message: string, options: LatchkeyErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "LatchkeyError";
    this.code = code;
    if (options.errors !== undefined) this.errors = options.errors;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
    if (options.ofActor !== undefined) this.ofActor = options.ofActor;
  }
}
