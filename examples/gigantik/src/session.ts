import type { UserActor } from "@latchkey/core";
import cookieSession from "cookie-session";
import type { Request, RequestHandler } from "express";
import type { Knex } from "knex";

import type { User } from "./tables.js";

const EIGHT_HOURS_MS = 8 * 60 * 60 * 1000;

/** Keeps the session in a signed cookie, which scripts cannot read and pages of other sites cannot send changes with. */
export function sessionCookie(secret: string): RequestHandler {
  return cookieSession({ secret, httpOnly: true, sameSite: "lax", maxAge: EIGHT_HOURS_MS });
}

/** What a session opens is each person's own: no cache may keep it, nor give it to another. */
export const privateAnswers: RequestHandler = function keepPrivate(_req, res, next) {
  res.set("Cache-Control", "no-store").vary("Cookie");
  next();
};

/** Begins a session; it ends eight hours later, whatever becomes of the cookie. */
export function beginSession(req: Request, userId: string): void {
  req.session = { user: userId, until: Date.now() + EIGHT_HOURS_MS };
}

/** Who is asking: somebody may do in their organization what their role allows now, whatever it was at the sign-in. */
export function actorOfSession(db: Knex) {
  return async function findActor({ session }: Request): Promise<UserActor | null> {
    const { user: id = "", until = 0 } = (session ?? {}) as { user?: string; until?: number };
    const user = until > Date.now() ? await db<User>("users").where({ id }).first() : undefined;
    if (!user?.active) return null;
    const grant = { org: user.organization, role: user.role, permissions: [], reach: "all" } as const;
    return { kind: "user", id: user.id, name: user.email, grants: [grant] };
  };
}
