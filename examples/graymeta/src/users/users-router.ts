import { LatchkeyError, systemActor, type Keyring } from "@latchkey/core";
import { bodyOf, jsonBody } from "@latchkey/example-host/http";
import { requirePermission } from "@latchkey/express";
import { Router } from "express";
import type { Knex } from "knex";
import { z } from "zod";

import { changeUser } from "./users.js";

const PERMISSIONS = ["api-keys:*", "items:read", "items:write", "users:write", "*:*"] as const;
const userSchema = z.strictObject({ permissions: z.array(z.enum(PERMISSIONS)), active: z.boolean() });

/** `PUT /:id` says what a user may do, for administrators; all keys of the user follow at once, in every process. */
export function usersRouter(db: Knex, keyring: Keyring): Router {
  const router = Router();

  router.put("/:id", requirePermission("users:write"), jsonBody, async function putUser(req, res) {
    const user = await changeUser(db, String(req.params["id"]), bodyOf(userSchema, req));
    if (user === null) throw new LatchkeyError("not_found", "There is no such user.");
    await keyring.ownerChanged(user.id, systemActor("users"));
    res.json(user);
  });

  return router;
}
