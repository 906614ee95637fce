import { challengeOf, mannerOf, problem, requestId, retryAfterOf, type Refusal } from "@latchkey/express";
import type { Request, Response } from "express";

import type { WireFormat } from "../wire/wire-format.js";
import { sendAnswer } from "./send-answer.js";

type Headers = Readonly<Record<string, string>>;

/**
 * Answers with a refusal as a format has it. What is not for the format to say is added: that no cache keeps it, and
 * `WWW-Authenticate` and `Retry-After`, from the refusal unless they are `given`. Nothing is written when an answer is
 * on its way already.
 */
export function sendRefusal(
  req: Request,
  res: Response,
  wire: WireFormat,
  refusal: Refusal,
  given: Headers = {},
): void {
  if (res.headersSent) return;
  const answer = wire.error(problem(refusal, requestId(req)));
  const ours = { "Cache-Control": "private, no-store", ...headersOf(refusal, mannerOf(req).realm), ...given };
  sendAnswer(res, answer, ours);
}

function headersOf(refusal: Refusal, realm: string): Headers {
  const challenge = challengeOf(refusal, realm);
  const retryAfter = retryAfterOf(refusal);
  return {
    ...(challenge !== undefined && { "WWW-Authenticate": challenge }),
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
  };
}
