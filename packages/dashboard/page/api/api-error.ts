import type { components } from "./admin-api.ts";

type Problem = components["schemas"]["Problem"];

/** What one field of a request was refused for; `path` as in `permissions[2]`. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** A refusal of the API, or that it could not be reached: then the code is `unreachable`. */
export class ApiError extends Error {
  readonly code: string;
  readonly fields: readonly FieldFault[];
  readonly requestId: string | null;

  constructor(message: string, { code, fields = [], requestId = null }: ApiFault) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.fields = fields;
    this.requestId = requestId;
  }
}

interface ApiFault {
  readonly code: string;
  readonly fields?: readonly FieldFault[];
  readonly requestId?: string | null;
}

/** The error that a problem document tells of (RFC 9457). */
export function errorOf(status: number, body: unknown): ApiError {
  const {
    code,
    detail,
    errors,
    request_id: requestId = null,
  } = (isObject(body) ? body : {}) as Partial<Problem>;
  const message = detail ?? `The server answered with status ${status}.`;
  return new ApiError(message, { code: code ?? `status_${status}`, fields: errors ?? [], requestId });
}

/** Of a change nobody knows then whether it was made. */
const UNREACHABLE =
  "No answer came. What you asked for may have been done all the same: look before you try again.";

export function unreachable(): ApiError {
  return new ApiError(UNREACHABLE, { code: "unreachable" });
}

const PASSING = new Set([
  "unreachable",
  "store_unavailable",
  "store_busy",
  "identity_unavailable",
  "busy",
  // Of a proxy in front of a server that is not there just now.
  "status_502",
  "status_503",
  "status_504",
]);

/** Whether the same request may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return codeOf(error) !== undefined && PASSING.has(codeOf(error) ?? "");
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof ApiError ? error.code : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
