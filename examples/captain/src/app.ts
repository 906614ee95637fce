import { adminRouter, standardWire, wireErrors } from "@latchkey/admin";
import type { Identity, Keyring, Scopes } from "@latchkey/core";
import { outages, unexpectedErrors } from "@latchkey/example-host/http";
import { authenticate, principalOf, sendProblem } from "@latchkey/express";
import express, { type Express } from "express";
import type { Knex } from "knex";

import { actorOf } from "./actor-of.js";
import { organizationsRouter } from "./organizations-router.js";

export interface AppOptions {
  readonly db: Knex;
  readonly keyring: Keyring;
  readonly scopes: Scopes;
  readonly identity: Identity;
}

/** Captain's API: what keys open, and beside it their administration. */
export function createApp({ db, keyring, scopes, identity }: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use("/api/v1", authenticate(keyring, { identity, sources: { headers: ["x-api-key"], bearer: true } }));
  app.use("/api/v1/organizations", organizationsRouter(db, scopes));
  app.use("/api/v1", adminRouter(keyring, { actor: (req) => actorOf(principalOf(req)) }));
  app.use((req, res) =>
    sendProblem(req, res, { code: "not_found", detail: "There is nothing at this path." }),
  );
  app.use(outages, wireErrors(standardWire), unexpectedErrors());
  return app;
}
