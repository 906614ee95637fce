import type { RequestHandler } from "express";
import session from "express-session";
import type { Knex } from "knex";

import { SessionStore } from "./session-store.js";

const EIGHT_HOURS_MS = 8 * 60 * 60 * 1000;

/** The cookie that stands for a session: scripts cannot read it, and other sites cannot send it. */
export const sessionCookie = {
  name: "session",
  options: { path: "/", httpOnly: true, sameSite: "strict", secure: "auto" },
} as const;

/** Reads the session of a request from the database. One begins with a sign-in and ends eight hours later. */
export function sessionMiddleware(db: Knex, secret: string): RequestHandler {
  return session({
    name: sessionCookie.name,
    cookie: { ...sessionCookie.options, maxAge: EIGHT_HOURS_MS },
    store: new SessionStore(db),
    secret,
    resave: false,
    saveUninitialized: false,
  });
}
