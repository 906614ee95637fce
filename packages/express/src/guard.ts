import type { ServerResponse } from "node:http";

import type { Principal } from "@latchkey/core";

import type { MiddlewareRequest } from "./middleware.js";
import { refuseRequest } from "./refuse-request.js";
import type { Refusal } from "./send-problem.js";

/** Decides about a principal: undefined lets it pass. */
export type Rule = (principal: Principal, req: MiddlewareRequest) => Refusal | undefined;

const CREDENTIALS_REQUIRED: Refusal = {
  code: "credentials_required",
  detail: "No API key was sent, and this part of the API needs one. Send one with the request.",
};

/** The check that a guard's middleware makes: nobody passes without a principal, and none against the rule. */
export function guard(
  rule: Rule,
  req: MiddlewareRequest,
  res: ServerResponse,
  next: (error?: unknown) => void,
): void {
  const refusal = req.principal == null ? CREDENTIALS_REQUIRED : rule(req.principal, req);
  if (refusal === undefined) next();
  else refuseRequest(req, res, next, refusal);
}
