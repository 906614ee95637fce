import { keysRouter, sameOrigin, standardWire, wireErrors } from "@latchkey/admin";
import { LatchkeyError, type Keyring } from "@latchkey/core";
import { outages, refuseMethod, unexpectedErrors } from "@latchkey/example-host/http";
import { authenticate, sendProblem } from "@latchkey/express";
import express, { type Express } from "express";
import type { Knex } from "knex";

import { contentRouter } from "./content-router.js";
import { gigantikWire as wire } from "./gigantik-wire.js";
import { actorOfSession, privateAnswers, sessionCookie } from "./session.js";
import { sessionRouter } from "./session-router.js";

const operations = ["listKeys", "createKey", "updateKey", "revokeKey"] as const;

/** The application: people sign in and manage the keys of their organization, and keys open its content. */
export function createApp(db: Knex, keyring: Keyring, sessionSecret: string): Express {
  const actor = actorOfSession(db);
  const app = express().disable("x-powered-by");
  app.use(["/session", "/organization"], privateAnswers, sessionCookie(sessionSecret));
  app.use("/session", sameOrigin(), sessionRouter(db));
  app.use("/organization/api-keys", keysRouter(keyring, { actor, wire, operations }));

  app
    .route("/organization/roles")
    .get(async function listGrantableRoles(req, res) {
      const asking = await actor(req);
      if (asking === null) throw new LatchkeyError("credentials_required", "Nobody is signed in.");
      const { data } = await keyring.roles.list({}, asking);
      const grantable = data.filter((role) => role.grantable);
      res.json({ data: grantable.map(({ name, permissions }) => ({ name, permissions })) });
    })
    .all(refuseMethod("GET"));

  app.use("/content", authenticate(keyring), contentRouter(db));
  app.use((req, res) =>
    sendProblem(req, res, { code: "not_found", detail: "There is nothing at this path." }),
  );
  app.use(outages, wireErrors(standardWire), unexpectedErrors());
  return app;
}
