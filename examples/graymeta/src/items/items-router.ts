import { bodyOf, jsonBody } from "@latchkey/example-host/http";
import { principalOf, requirePermission } from "@latchkey/express";
import { Router } from "express";
import type { Knex } from "knex";
import { z } from "zod";

import { newId } from "../users/users.js";

const itemSchema = z.strictObject({ name: z.string().min(1).max(100) });

/** `GET` lists items, `POST` adds one: what keys are for. */
export function itemsRouter(db: Knex): Router {
  const router = Router();

  router.get("/", requirePermission("items:read"), async function listItems(_req, res) {
    res.json({ items: await db("items").orderBy("name").limit(100) });
  });

  router.post("/", requirePermission("items:write"), jsonBody, async function addItem(req, res) {
    const { name } = bodyOf(itemSchema, req);
    const item = { id: newId(), name, user_id: String(principalOf(req).ownerId) };
    await db("items").insert(item);
    res.status(201).json(item);
  });

  return router;
}
