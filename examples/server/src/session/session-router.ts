import { sameOrigin } from "@latchkey/admin";
import { bodyOf, jsonBody } from "@latchkey/example-host/http";
import { clientAddress, sendProblem } from "@latchkey/express";
import { Router, type Request, type RequestHandler, type Response } from "express";
import type passportPkg from "passport";
import { z } from "zod";

import type { User } from "../accounts/user.js";
import { sessionCookie } from "./session-middleware.js";
import { sendSignInFailed } from "./sign-in-failed.js";
import { signInLimit } from "./sign-in-limit.js";

const signInSchema = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
});

/** `POST /session` signs in, `DELETE /session` signs out. */
export function sessionRouter(passport: passportPkg.Authenticator): Router {
  const limit = signInLimit();
  const router = Router();
  router.use(sameOrigin());

  router.post("/", jsonBody, async function signIn(req, res) {
    const { email } = bodyOf(signInSchema, req);
    const attempt = { address: clientAddress(req), email };
    const wait = await limit.begin(attempt);
    if (wait !== null) {
      const detail = "Too many failed sign-ins; try again later.";
      return sendProblem(req, res, { code: "too_many_failures", detail, retryAfter: wait });
    }
    const user = await checkPassword(passport, req, res);
    if (user === null) return sendSignInFailed(req, res);
    await limit.forgive(attempt);
    await beginSession(req, user);
    res.status(204).end();
  });

  router.delete("/", async function signOut(req, res) {
    await endSession(req);
    res.clearCookie(sessionCookie.name, { ...sessionCookie.options, secure: req.secure });
    res.status(204).end();
  });

  return router;
}

/** Passport's answer; a refusal of its own strategies goes to nobody but this. */
function checkPassword(
  passport: passportPkg.Authenticator,
  req: Request,
  res: Response,
): Promise<User | null> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown, user?: User | false) => (error ? reject(error) : resolve(user || null));
    const check = passport.authenticate("local", settle) as RequestHandler;
    void check(req, res, reject);
  });
}

/** Under a new id, so that an id known before the sign-in is worth nothing after it. */
function beginSession(req: Request, user: User): Promise<void> {
  return completed((done) => req.logIn(user, done));
}

function endSession(req: Request): Promise<void> {
  return completed((done) => req.session.destroy(done));
}

function completed(work: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => work((error) => (error ? reject(error) : resolve())));
}
