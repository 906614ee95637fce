import { keysRouter } from "@latchkey/admin";
import { LatchkeyError, type Keyring } from "@latchkey/core";
import { authenticate, principalOf } from "@latchkey/express";
import express, { type Express } from "express";
import type { Knex } from "knex";

import { answerErrors } from "./answer-errors.js";
import { bundleStore } from "./bundles/bundle-store.js";
import { bundlesRouter } from "./bundles/bundles-router.js";
import { accountActor } from "./keys/account-actor.js";
import { capgoWire } from "./keys/capgo-wire.js";

/** The keys of an account at `/apikey`, and what they open at `/bundles`. */
export function createApp(db: Knex, keyring: Keyring): Express {
  const keys = keysRouter(keyring, {
    actor: (req) => accountActor(db, principalOf(req)),
    wire: capgoWire,
    operations: ["listKeys", "createKey", "revokeKey", "getUsage"],
  });

  const app = express();
  app.disable("x-powered-by");
  app.use(authenticate(keyring, { sources: { raw: true }, realm: "capgo", errors: "next" }));
  app.use("/apikey", keys);
  app.use("/bundles", bundlesRouter(bundleStore(db)));
  app.use(() => {
    throw new LatchkeyError("not_found", "There is nothing at this path.");
  });
  app.use(...answerErrors);
  return app;
}
