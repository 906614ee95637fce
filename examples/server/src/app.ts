import { fileURLToPath } from "node:url";

import { adminRouter, standardWire, wireErrors } from "@latchkey/admin";
import { keyActor, type Keyring } from "@latchkey/core";
import { dashboard } from "@latchkey/dashboard";
import { outages, unexpectedErrors } from "@latchkey/example-host/http";
import { authenticate, sendProblem } from "@latchkey/express";
import express, { type Express } from "express";
import type { Knex } from "knex";

import { userDirectory } from "./accounts/user-directory.js";
import { bundleStore } from "./bundles/bundle-store.js";
import { bundlesRouter } from "./bundles/bundles-router.js";
import { securityHeaders } from "./security-headers.js";
import { actorFromSession } from "./session/actor-from-session.js";
import { sessionMiddleware } from "./session/session-middleware.js";
import { sessionRouter } from "./session/session-router.js";
import { signInPassport } from "./session/sign-in-passport.js";
import { whoAmI } from "./who-am-i.js";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));

export interface AppOptions {
  readonly db: Knex;
  readonly keyring: Keyring;
  readonly sessionSecret: string;
}

/** The application: a page to sign in, the key administration with its dashboard, and an API that keys open. */
export function createApp({ db, keyring, sessionSecret }: AppOptions): Express {
  const passport = signInPassport(userDirectory(db));
  const session = [sessionMiddleware(db, sessionSecret), passport.session()];

  const app = express();
  app.use(securityHeaders);
  app.use(express.static(PUBLIC));
  app.use("/session", session, sessionRouter(passport));
  app.use(
    "/admin",
    authenticate(keyring, { optional: true }),
    session,
    adminRouter(keyring, {
      actor: (req) => (req.principal ? keyActor(req.principal) : actorFromSession(req)),
    }),
  );
  app.use("/dashboard", dashboard({ api: "/admin", signIn: "/", example: "/api/whoami" }));
  app.use("/api", authenticate(keyring, { rateLimitHeaders: true }));
  app.get("/api/whoami", whoAmI);
  app.use("/api/bundles", bundlesRouter(bundleStore(db)));
  app.use((req, res) =>
    sendProblem(req, res, { code: "not_found", detail: "There is nothing at this path." }),
  );
  app.use(outages, wireErrors(standardWire), unexpectedErrors());
  return app;
}
