import type { ServerResponse } from "node:http";

import { mannerOf } from "./manner.js";
import type { MiddlewareRequest } from "./middleware.js";
import { observeRefusal } from "./observe-refusal.js";
import { problemStatus } from "./problem.js";
import { refusalError } from "./refusal-error.js";
import { sendProblem, type Refusal } from "./send-problem.js";

/**
 * Refuses a request in the manner of the authentication it went through: with a problem document, or with an error
 * for the application's handler. The headers that belong to the refusal are on the answer in both cases, whatever
 * that handler does. Nothing happens when an answer is on its way already.
 */
export function refuseRequest(
  req: MiddlewareRequest,
  res: ServerResponse,
  next: (error?: unknown) => void,
  refusal: Refusal,
): void {
  // An application's own timeout may have answered meanwhile.
  if (res.headersSent) return;
  const { realm, errors, onRefusal } = mannerOf(req);
  const { code, detail } = refusal;
  if (onRefusal !== undefined)
    observeRefusal(onRefusal, { code, status: problemStatus(refusal), detail }, req);
  if (errors === "problem") return sendProblem(req, res, refusal);

  const error = refusalError(refusal, realm);
  res.setHeader("Cache-Control", "private, no-store");
  for (const [name, value] of Object.entries(error.headers)) res.setHeader(name, value);
  next(error);
}
