import { keysRouter, wireErrors } from "@latchkey/admin";
import { keyActor, LatchkeyError, type Keyring } from "@latchkey/core";
import { outages, unexpectedErrors } from "@latchkey/example-host/http";
import { authenticate, principalOf } from "@latchkey/express";
import express, { type Express } from "express";
import type { Knex } from "knex";

import { graymetaWire } from "./graymeta-wire.js";
import { itemsRouter } from "./items/items-router.js";
import { usersRouter } from "./users/users-router.js";

const UNEXPECTED = { error: { code: "internal_error", message: "Something went wrong here." } };

/** The application: the API Keys API, and a small API that keys open. */
export function createApp(db: Knex, keyring: Keyring): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use("/api/data", authenticate(keyring, { sources: { bearer: true }, errors: "next" }));
  app.use(
    "/api/data/api-keys",
    keysRouter(keyring, {
      actor: (req) => keyActor(principalOf(req)),
      wire: graymetaWire,
      operations: ["createKey", "listKeys", "updateKey", "revokeKey"],
    }),
  );
  app.use("/api/data/items", itemsRouter(db));
  app.use("/api/data/users", usersRouter(db, keyring));
  app.get("/api/data/whoami", (req, res) => {
    const { keyId, name, ownerId, permissions } = principalOf(req);
    res.json({ key_id: keyId, key_name: name, user_id: ownerId, permissions });
  });
  app.use(() => {
    throw new LatchkeyError("not_found", "There is nothing at this path.");
  });
  app.use(outages, wireErrors(graymetaWire), unexpectedErrors(UNEXPECTED));
  return app;
}
