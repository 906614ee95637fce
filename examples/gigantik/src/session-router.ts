import { randomUUID } from "node:crypto";

import { addressBlock, LatchkeyError } from "@latchkey/core";
import { bodyOf, fewAtOnce, jsonBody, refuseMethod } from "@latchkey/example-host/http";
import { clientAddress } from "@latchkey/express";
import bcrypt from "bcrypt";
import { Router } from "express";
import type { Knex } from "knex";
import { z } from "zod";

import { beginSession } from "./session.js";
import { signInFailures } from "./sign-in-failures.js";
import type { User } from "./tables.js";

export const BCRYPT_ROUNDS = 12;
/** bcrypt ignores what comes after. */
const MOST_BYTES = 72;
const login = z.strictObject({
  email: z.string().max(254).toLowerCase(),
  password: z
    .string()
    .refine((password) => Buffer.byteLength(password) <= MOST_BYTES, `must be at most ${MOST_BYTES} bytes`),
});

/** `POST` signs in, `DELETE` signs out. */
export function sessionRouter(db: Knex): Router {
  const failures = signInFailures();
  const findUser = userFinder(db);
  const router = Router();

  router
    .route("/")
    .post(jsonBody, async function signIn(req, res) {
      const { email, password } = bodyOf(login, req);
      const attempt = { address: addressBlock(clientAddress(req) ?? ""), email };
      await failures.count(attempt);
      const user = await findUser(email, password).catch(async (error: unknown) => {
        await failures.takeBack(attempt);
        throw error;
      });
      if (user === null)
        throw new LatchkeyError("credentials_required", "The e-mail address or the password is wrong.");
      await failures.forget(attempt);
      beginSession(req, user.id);
      res.status(204).end();
    })
    .delete(function signOut(req, res) {
      req.session = null;
      res.status(204).end();
    })
    .all(refuseMethod("POST", "DELETE"));
  return router;
}

/** Finds whoever has this address and password; that an address is unknown does not show in the time it takes. */
function userFinder(db: Knex) {
  const nobodysHash = bcrypt.hash(randomUUID(), BCRYPT_ROUNDS);
  // Anybody can have passwords checked: without a bound, they would keep everybody else from it.
  const checking = fewAtOnce({ atOnce: 2, waiting: 8 });

  return async function findUser(email: string, password: string): Promise<User | null> {
    const user = await db<User>("users").where({ email }).first();
    const hash = user?.password_hash ?? (await nobodysHash);
    const matches = await checking(() => bcrypt.compare(password, hash));
    return user?.active && matches ? user : null;
  };
}
