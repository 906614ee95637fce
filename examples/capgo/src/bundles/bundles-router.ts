import { keyRules, LatchkeyError } from "@latchkey/core";
import { bodyOf, jsonBody, refuseMethod } from "@latchkey/example-host/http";
import { principalOf, requirePermission } from "@latchkey/express";
import { Router, type Request } from "express";
import { z } from "zod";

import type { BundleStore } from "./bundle-store.js";

/** Names of bundles follow the rule for those of keys. */
const bundleSchema = z.strictObject({
  name: z.unknown().transform((name, { addIssue }) => {
    const fault = keyRules.name(name);
    if (fault !== undefined) addIssue(fault);
    return name as string;
  }),
});

/** The bundles of the key's organization: what its mode is for. */
export function bundlesRouter(bundles: BundleStore): Router {
  const router = Router();

  router
    .route("/")
    .get(requirePermission("bundles:read"), async function listBundles(req, res) {
      res.json({ data: await bundles.list(orgOf(req)) });
    })
    .post(requirePermission("bundles:upload"), jsonBody, async function uploadBundle(req, res) {
      res.json({ bundle: await bundles.add(orgOf(req), nameIn(req)) });
    })
    .all(refuseMethod("GET", "POST"));

  router
    .route("/:id")
    .patch(requirePermission("bundles:modify"), jsonBody, async function renameBundle(req, res) {
      const bundle = await bundles.rename(orgOf(req), idIn(req), nameIn(req));
      if (bundle === undefined) throw notFound();
      res.json({ bundle });
    })
    .delete(requirePermission("bundles:delete"), async function deleteBundle(req, res) {
      if (!(await bundles.remove(orgOf(req), idIn(req)))) throw notFound();
      res.json({ success: true });
    })
    .all(refuseMethod("PATCH", "DELETE"));

  return router;
}

function orgOf(req: Request): string {
  const { orgId } = principalOf(req);
  if (orgId !== null) return orgId;
  throw new LatchkeyError("out_of_scope", "Bundles belong to organizations; use a key of one.");
}

function idIn(req: Request): string {
  const { success, data } = z.uuid().safeParse(req.params.id);
  if (success) return data;
  throw notFound();
}

function notFound(): LatchkeyError {
  return new LatchkeyError("not_found", "Bundle not found");
}

function nameIn(req: Request): string {
  return bodyOf(bundleSchema, req).name;
}
