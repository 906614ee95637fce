import { requestId } from "@latchkey/express";
import type { ErrorRequestHandler } from "express";

import { log } from "../log.js";

const PROBLEM = {
  type: "urn:latchkey:problem:internal_error",
  title: "Internal error",
  status: 500,
  detail: "Something went wrong here; the log has the request_id.",
  code: "internal_error",
};
const FRAMES = 5;

/**
 * The last error handler. What nobody expected is told to no client: it is logged, and answered with 500 and this body
 * as JSON; without one, with a problem document that names the request.
 */
export function unexpectedErrors(body?: unknown): ErrorRequestHandler {
  return function answerUnexpected(error: unknown, req, res, next) {
    if (res.headersSent) return next(error);
    const request_id = requestId(req);
    log("error", { request_id, ...traceOf(error) });
    res.status(500).set("Cache-Control", "private, no-store");
    if (body === undefined) res.type("application/problem+json").json({ ...PROBLEM, request_id });
    else res.json(body);
  };
}

/** What it was and where it happened. Its message is left out: a driver's can hold a person's data. */
function traceOf(error: unknown): Readonly<Record<string, unknown>> {
  const { name = typeof error, code, stack = "" } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  return { error: name, code, at: frames.slice(0, FRAMES).map((line) => line.trim()) };
}
