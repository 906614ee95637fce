import type { IncomingMessage, ServerResponse } from "node:http";

import { CHALLENGES, renderChallenge, type Challenge } from "./challenge.js";
import { mannerOf } from "./manner.js";
import { problem, problemStatus, type Fault } from "./problem.js";
import { requestId } from "./request-id.js";

/** A fault with what its answer's headers say. */
export interface Refusal extends Fault {
  /** In place of the challenge that belongs to the code. */
  readonly challenge?: Challenge | undefined;
  /** Seconds; an answer of 429 or 503 has one in any case (RFC 6585 §4, RFC 9110 §10.2.3). */
  readonly retryAfter?: number | undefined;
}

/**
 * Answers with a problem document (RFC 9457): status, `WWW-Authenticate`, `Retry-After` and body all come from the
 * refusal. Nothing is written when an answer is on its way already.
 *
 * @example
 * app.use((req, res) => sendProblem(req, res, { code: "not_found", detail: "There is nothing at this path." }));
 */
export function sendProblem(req: IncomingMessage, res: ServerResponse, refusal: Refusal): void {
  if (res.headersSent) return;
  const document = problem(refusal, requestId(req));
  // As bytes: with a text Node writes all headers as UTF-8, also those the application has set in Latin-1.
  const body = Buffer.from(JSON.stringify(document));
  res.statusCode = document.status;
  res.setHeader("Content-Type", "application/problem+json");
  res.setHeader("Content-Length", body.length);
  res.setHeader("Cache-Control", "private, no-store");
  const challenge = challengeOf(refusal, mannerOf(req).realm);
  if (challenge !== undefined) res.setHeader("WWW-Authenticate", challenge);
  const retryAfter = retryAfterOf(refusal);
  if (retryAfter !== undefined) res.setHeader("Retry-After", retryAfter);
  res.end(req.method === "HEAD" ? undefined : body);
}

/** The challenge of a refusal, if it has one: 401 always (RFC 9110 §15.5.2), others where they speak of the credential. */
export function challengeOf(refusal: Refusal, realm: string): string | undefined {
  const challenge = refusal.challenge ?? (isAboutCredentials(refusal) ? CHALLENGES[refusal.code] : undefined);
  return challenge && renderChallenge(challenge, realm, refusal.detail);
}

function isAboutCredentials(refusal: Refusal): boolean {
  return [401, 403].includes(problemStatus(refusal));
}

/** Whole seconds, at least one. */
export function retryAfterOf(refusal: Refusal): number | undefined {
  const { retryAfter } = refusal;
  if (retryAfter === undefined) return [429, 503].includes(problemStatus(refusal)) ? 1 : undefined;
  return Math.max(1, Math.ceil(retryAfter));
}
