import { LatchkeyError, type Principal } from "@latchkey/core";
import { bodyOf, jsonBody } from "@latchkey/example-host/http";
import { principalOf, requirePermission } from "@latchkey/express";
import { Router } from "express";
import { z } from "zod";

import type { BundleStore } from "./bundle-store.js";

const newBundleSchema = z.strictObject({
  name: z.string().min(1).max(100),
  project_id: z.string().min(1).max(128).optional(),
});

/** `GET` lists the bundles of the key's organization, `POST` adds one. */
export function bundlesRouter(bundles: BundleStore): Router {
  const router = Router();

  router.get("/", requirePermission("bundles:read"), async function listBundles(req, res) {
    const principal = principalOf(req);
    const orgId = orgOf(principal);
    res.json({ org: orgId, bundles: await bundles.list({ orgId, projectId: principal.projectId }) });
  });

  router.post("/", requirePermission("bundles:write"), jsonBody, async function addBundle(req, res) {
    const principal = principalOf(req);
    const { name, project_id } = bodyOf(newBundleSchema, req);
    const projectId = projectOf(principal, project_id);
    res
      .status(201)
      .json(await bundles.add({ orgId: orgOf(principal), projectId, name, keyId: principal.id }));
  });

  return router;
}

function orgOf({ orgId }: Principal): string {
  if (orgId !== null) return orgId;
  throw new LatchkeyError("out_of_scope", "Bundles belong to organizations; use a key of one.");
}

/** A key of one project stays in it; one of the whole organization may name any. */
function projectOf({ projectId }: Principal, named: string | undefined): string | null {
  if (projectId === null) return named ?? null;
  if (named === undefined || named === projectId) return projectId;
  throw new LatchkeyError("out_of_scope", "This API key is for another project.");
}
