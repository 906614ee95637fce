import type { Keyring, UserActor } from "@latchkey/core";
import type { Express, Request } from "express";
import type { Knex } from "knex";

// What the samples of the documents take for granted in the reader's app.
declare global {
  const app: Express;
  const db: Knex;
  const keyring: Keyring;
  const actorFromSession: (req: Request) => UserActor | null;
}
