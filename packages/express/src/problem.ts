import { fieldPath, type ErrorCode, type FieldError } from "@latchkey/core";

/** What went wrong, before it becomes an answer. A `LatchkeyError` with its `message` as `detail` is one. */
export interface Fault {
  readonly code: ErrorCode;
  /** What was wrong and what to do about it, for people. Never holds a token. */
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  /** The code speaks of the key that was presented or acts: `key_revoked` and `key_expired` are 401 then; of a key to be changed they are 409. */
  readonly ofActor?: boolean | undefined;
}

/** A problem document of RFC 9457. */
export interface Problem {
  /** `urn:latchkey:problem:<code>` */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly request_id: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

interface Kind {
  readonly title: string;
  readonly status: number;
}

/** The one place where codes become HTTP statuses. */
const KINDS: Readonly<Record<ErrorCode, Kind>> = {
  invalid_request: { title: "Invalid request", status: 400 },
  unknown_field: { title: "Unknown field", status: 400 },
  invalid_field: { title: "Invalid field", status: 400 },
  invalid_cursor: { title: "Invalid cursor", status: 400 },
  grant_required: { title: "Grant required", status: 400 },
  credentials_required: { title: "Credentials required", status: 401 },
  invalid_token: { title: "Invalid token", status: 401 },
  key_expired: { title: "API key expired", status: 409 },
  key_revoked: { title: "API key revoked", status: 409 },
  key_disabled: { title: "API key disabled", status: 401 },
  key_not_yet_valid: { title: "API key not yet valid", status: 401 },
  owner_inactive: { title: "Owner inactive", status: 401 },
  insufficient_permissions: { title: "Insufficient permissions", status: 403 },
  out_of_scope: { title: "Out of scope", status: 403 },
  network_not_allowed: { title: "Network not allowed", status: 403 },
  out_of_reach: { title: "Out of reach", status: 403 },
  ceiling_exceeded: { title: "Ceiling exceeded", status: 403 },
  cross_site_request: { title: "Cross-site request", status: 403 },
  not_found: { title: "Not found", status: 404 },
  method_not_allowed: { title: "Method not allowed", status: 405 },
  quota_exceeded: { title: "Quota exceeded", status: 409 },
  role_in_use: { title: "Role in use", status: 409 },
  role_name_taken: { title: "Role name taken", status: 409 },
  rotation_in_progress: { title: "Rotation in progress", status: 409 },
  token_not_retrievable: { title: "Token not retrievable", status: 409 },
  version_mismatch: { title: "Version mismatch", status: 412 },
  body_too_large: { title: "Body too large", status: 413 },
  unsupported_media_type: { title: "Unsupported media type", status: 415 },
  rate_limited: { title: "Rate limit exceeded", status: 429 },
  too_many_failures: { title: "Too many failures", status: 429 },
  store_unavailable: { title: "Key store unavailable", status: 503 },
  store_busy: { title: "Key store busy", status: 503 },
  identity_unavailable: { title: "Identity unavailable", status: 503 },
  busy: { title: "Busy", status: 503 },
};

const KINDS_OF_ACTOR: Readonly<Partial<Record<ErrorCode, Kind>>> = {
  key_expired: { title: "API key expired", status: 401 },
  key_revoked: { title: "API key revoked", status: 401 },
};

/** The document for a fault. */
export function problem(fault: Fault, requestId: string): Problem {
  const { code, detail, errors } = fault;
  return {
    type: `urn:latchkey:problem:${code}`,
    ...kindOf(fault),
    detail,
    code,
    request_id: requestId,
    ...(errors && { errors: errors.map(({ path, message }) => ({ path: fieldPath(path), message })) }),
  };
}

/** The HTTP status a fault is answered with. */
export function problemStatus(fault: Fault): number {
  return kindOf(fault).status;
}

function kindOf({ code, ofActor }: Fault): Kind {
  return (ofActor ? KINDS_OF_ACTOR[code] : undefined) ?? KINDS[code];
}
