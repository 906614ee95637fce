import { requestId } from "@latchkey/express";
import type { Request, Response } from "express";

const PROBLEM = {
  type: "urn:latchkey:problem:sign_in_failed",
  title: "Sign-in failed",
  status: 401,
  detail: "The e-mail address or the password is wrong.",
  code: "sign_in_failed",
};

/** Answers with a problem document of this application's own; for all others, `sendProblem` has the codes. */
export function sendSignInFailed(req: Request, res: Response): void {
  res.status(PROBLEM.status).set("Cache-Control", "no-store").type("application/problem+json");
  res.json({ ...PROBLEM, request_id: requestId(req) });
}
