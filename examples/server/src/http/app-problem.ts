import { requestId } from "@latchkey/express";
import type { Request, Response } from "express";

/** What goes wrong in this application alone; for the rest, `sendProblem` of @latchkey/express has the codes. */
const KINDS = {
  sign_in_failed: { status: 401, title: "Sign-in failed" },
  internal_error: { status: 500, title: "Internal error" },
} as const;

/** Answers with a problem document (RFC 9457). */
export function sendAppProblem(req: Request, res: Response, code: keyof typeof KINDS, detail: string): void {
  const { status, title } = KINDS[code];
  res.set("Cache-Control", "no-store").status(status).type("application/problem+json");
  res.json({ type: `urn:latchkey:problem:${code}`, title, status, detail, code, request_id: requestId(req) });
}
