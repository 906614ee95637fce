import type { ErrorCode, LatchkeyError } from "@latchkey/core";
import { requestId, sendProblem, type Refusal } from "@latchkey/express";
import type { ErrorRequestHandler } from "express";

import { isOutage } from "../database/is-outage.js";
import { log } from "../log.js";
import { sendAppProblem } from "./app-problem.js";

/** What Express and its body parser refuse. */
const REFUSED: Readonly<Record<number, { readonly code: ErrorCode; readonly detail: string }>> = {
  400: {
    code: "invalid_request",
    detail: "The request is malformed; send a body of valid JSON to a valid path.",
  },
  413: { code: "body_too_large", detail: "Send a smaller body." },
  415: { code: "unsupported_media_type", detail: "Send JSON in UTF-8." },
};

/** Answers every error with a problem document. What nobody expected is logged, and told to no client. */
export const answerErrors: ErrorRequestHandler = function answerError(error: unknown, req, res, next) {
  if (res.headersSent) return next(error);
  const refusal = refusalOf(error);
  if (refusal) return sendProblem(req, res, refusal);
  log("error", { request_id: requestId(req), ...traceOf(error) });
  sendAppProblem(req, res, "internal_error", "Something went wrong here; the log has the request_id.");
};

function refusalOf(error: unknown): Refusal | undefined {
  if (isLatchkeyError(error)) return { ...error, detail: error.message };
  if (isOutage(error))
    return { code: "store_unavailable", detail: "The database does not answer; try again." };
  const { status = 0 } = (error ?? {}) as { readonly status?: number };
  return REFUSED[status];
}

function isLatchkeyError(error: unknown): error is LatchkeyError {
  return (error as { readonly name?: unknown } | null)?.name === "LatchkeyError";
}

/** Where it happened. A driver's message is left out: it can hold a person's data. */
function traceOf(error: unknown): Record<string, unknown> {
  const { name = typeof error, code, stack = "" } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  return { error: name, code, at: frames.slice(0, 5).map((line) => line.trim()) };
}
