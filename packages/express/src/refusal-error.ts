import { LatchkeyError } from "@latchkey/core";

import { problemStatus } from "./problem.js";
import { challengeOf, retryAfterOf, type Refusal } from "./send-problem.js";

/** A refusal for an error handler, with the fields of http-errors that Express's own handler and others read. */
export interface RefusalError extends LatchkeyError {
  readonly status: number;
  readonly statusCode: number;
  /** The message is made for clients. */
  readonly expose: true;
  /** `WWW-Authenticate` and `Retry-After`, where the refusal has them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The error that says the same as the problem document of a refusal. */
export function refusalError(refusal: Refusal, realm: string): RefusalError {
  const { code, detail, ofActor } = refusal;
  const status = problemStatus(refusal);
  const challenge = challengeOf(refusal, realm);
  const retryAfter = retryAfterOf(refusal);
  const error = new LatchkeyError(code, detail, {
    ...(ofActor !== undefined && { ofActor }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
  const headers = {
    ...(challenge !== undefined && { "WWW-Authenticate": challenge }),
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
  };
  return Object.assign(error, { status, statusCode: status, expose: true as const, headers });
}
