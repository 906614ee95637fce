import {
  challengeOf,
  problemStatus,
  refusalError,
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
  readonly fail: { (challenge: string, status: number): void; (status?: number): void };
  readonly error: (error: Error) => void;
}

const CHALLENGE = "WWW-Authenticate";

/** Why a request was refused, and in which round that was told. */
const told = new WeakMap<MiddlewareRequest, { readonly round: object; readonly refusal: Refusal }>();

/** Requests whose answer holds a challenge for want of a better one. */
const provisional = new WeakSet<MiddlewareRequest>();

/**
 * Refuses with the status and the one challenge that `authenticate()` would answer with. Passport takes the first
 * status of all strategies it asks in a row and adds up their challenges, and ours speak of the same credential, so
 * only the first of them that has to judge it hands a challenge to passport. The others leave theirs on the answer,
 * where it stays unless passport has one from anybody: a 401 without a challenge would be wrong (RFC 9110 §15.5.2).
 */
export function refuse(attempt: Attempt, refusal: Refusal): void {
  const { req, round, realm, foreign } = attempt;
  const before = told.get(req);
  const said = before?.round === round ? before.refusal : undefined;
  if (foreign || said !== undefined) {
    proposeChallenge(req, challengeOf(said ?? refusal, realm));
    return attempt.fail(said && problemStatus(said));
  }
  told.set(req, { round, refusal });
  withdrawChallenge(req);
  const status = problemStatus(refusal);
  // Not a word about the credential: the key store, or what the application knows of owners, does not answer.
  if (status >= 500) attempt.error(refusalError(refusal, realm));
  else fail(attempt, refusal, status);
}

function fail(attempt: Attempt, refusal: Refusal, status: number): void {
  const res = responseOf(attempt.req);
  const challenge = challengeOf(refusal, attempt.realm);
  const retryAfter = retryAfterOf(refusal);
  if (retryAfter !== undefined) res?.setHeader("Retry-After", retryAfter);
  if (challenge === undefined) return attempt.fail(status);
  // Passport writes challenges only with 401; RFC 6750 §3 wants one with 400, too.
  if (status !== 401) res?.setHeader(CHALLENGE, challenge);
  attempt.fail(challenge, status);
}

/** Takes back a challenge that was only proposed. */
export function withdrawChallenge(req: MiddlewareRequest): void {
  if (provisional.delete(req)) responseOf(req)?.removeHeader(CHALLENGE);
}

function proposeChallenge(req: MiddlewareRequest, challenge: string | undefined): void {
  const res = responseOf(req);
  if (res === undefined || challenge === undefined || res.hasHeader(CHALLENGE)) return;
  res.setHeader(CHALLENGE, challenge);
  provisional.add(req);
}
