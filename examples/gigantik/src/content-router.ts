import { randomUUID } from "node:crypto";

import { bodyOf, jsonBody, refuseMethod } from "@latchkey/example-host/http";
import { principalOf, requirePermission } from "@latchkey/express";
import { Router, type Request } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const newContent = z.strictObject({ title: z.string().min(1).max(200) });

/** What keys open: the content of their organization, to be read, and for editors to be added to. */
export function contentRouter(db: Knex): Router {
  const router = Router();

  router
    .route("/")
    .get(requirePermission("content:read"), async function listContent(req, res) {
      const content = db("content").select("id", "title", "created_at");
      res.json({ data: await content.where(organizationOf(req)).orderBy("created_at", "desc").limit(100) });
    })
    .post(requirePermission("content:write"), jsonBody, async function addContent(req, res) {
      const { title } = bodyOf(newContent, req);
      const made = { id: randomUUID(), title, created_at: new Date().toISOString() };
      await db("content").insert({ ...made, ...organizationOf(req) });
      res.status(201).json(made);
    })
    .all(refuseMethod("GET", "POST"));
  return router;
}

/** Every key here is an organization's. */
function organizationOf(req: Request) {
  return { organization: principalOf(req).orgId ?? "" };
}
