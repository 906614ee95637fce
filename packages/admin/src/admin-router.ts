import type { Keyring } from "@latchkey/core";
import type { RequestHandler } from "express";

import { resolveOptions, type AdminOptions } from "./admin-options.js";
import { serveRoutes } from "./http/serve-routes.js";
import { adminRoutes, KEYS } from "./routes/routes.js";
import { standardWire } from "./wire/standard-wire.js";

/**
 * Serves the administration of keys: the collection at `/keys`, roles, the record of changes, what there is to give,
 * who is asking, and at `/openapi.json` the OpenAPI document of exactly these routes. It answers every path below its
 * mount path itself, others with 404.
 *
 * @example
 * app.use("/admin", authenticate(keyring, { optional: true }), adminRouter(keyring, {
 *   actor: (req) => (req.principal ? keyActor(req.principal) : null),
 * }));
 */
export function adminRouter(keyring: Keyring, options: AdminOptions): RequestHandler {
  const resolved = resolveOptions("adminRouter", keyring, options);
  const { wire = standardWire } = resolved;
  const wireAt = (path: string) => (path === KEYS || path.startsWith(`${KEYS}/`) ? wire : standardWire);
  return serveRoutes(adminRoutes(resolved), wireAt, resolved);
}
