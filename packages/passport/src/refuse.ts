import { LatchkeyError } from "@latchkey/core";
import {
  challengeOf,
  problemStatus,
  retryAfterOf,
  type MiddlewareRequest,
  type Refusal,
} from "@latchkey/express";

import { responseOf } from "./response-of.js";

/** One strategy being asked about one request. */
export interface Attempt {
  readonly req: MiddlewareRequest;
  readonly realm: string;
  /** Passport hands one object to all strategies it asks in a row. */
  readonly round: object;
  /** The request carries a credential that is another strategy's to judge. */
  readonly foreign: boolean;
  readonly success: (principal: object) => void;
  readonly fail: { (challenge: string, status: number): void; (status: number): void };
  readonly error: (error: Error) => void;
}

const CHALLENGE = "WWW-Authenticate";

/** The round in which a request was challenged. */
const challenged = new WeakMap<MiddlewareRequest, object>();

/** Requests whose answer holds a challenge for want of a better one. */
const provisional = new WeakSet<MiddlewareRequest>();

/**
 * Refuses with the status and the one challenge that `authenticate()` would answer with. Passport adds up the
 * challenges of all strategies it asks in a row, and ours speak of the same credential, so only the first of them
 * with something to say hands one to passport. The others leave theirs on the answer, where it stays unless passport
 * has one from anybody: a 401 without a challenge would be wrong (RFC 9110 §15.5.2).
 */
export function refuse(attempt: Attempt, refusal: Refusal): void {
  const { req, round } = attempt;
  const status = problemStatus(refusal);
  const challenge = challengeOf(refusal, attempt.realm);
  if (challenge === undefined) {
    // Not a word about the credential: the key store does not answer.
    withdrawChallenge(req);
    attempt.error(unavailable(refusal, status));
  } else if (attempt.foreign || challenged.get(req) === round) {
    proposeChallenge(req, challenge);
    attempt.fail(status);
  } else {
    challenged.set(req, round);
    // Passport writes challenges only with 401; RFC 6750 §3 wants one with 400, too.
    if (status !== 401) responseOf(req)?.setHeader(CHALLENGE, challenge);
    attempt.fail(challenge, status);
  }
}

/** Takes back a challenge that was only proposed. */
export function withdrawChallenge(req: MiddlewareRequest): void {
  if (provisional.delete(req)) responseOf(req)?.removeHeader(CHALLENGE);
}

function proposeChallenge(req: MiddlewareRequest, challenge: string): void {
  const res = responseOf(req);
  if (res === undefined || res.hasHeader(CHALLENGE)) return;
  res.setHeader(CHALLENGE, challenge);
  provisional.add(req);
}

/** Express's own error handler, and those written for http-errors, read `status` and `headers`. */
function unavailable(refusal: Refusal, status: number): LatchkeyError {
  const retryAfter = retryAfterOf(refusal) ?? 1;
  const error = new LatchkeyError(refusal.code, refusal.detail, { retryAfter });
  return Object.assign(error, { status, headers: { "Retry-After": String(retryAfter) } });
}
