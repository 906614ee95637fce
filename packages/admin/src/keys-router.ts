import type { Keyring } from "@latchkey/core";
import type { RequestHandler } from "express";

import { resolveOptions, type AdminOptions } from "./admin-options.js";
import { serveRoutes } from "./http/serve-routes.js";
import { keyRoutes } from "./routes/routes.js";

/**
 * Serves the collection of keys at its own mount path: `GET` and `POST /`; `GET`, `PATCH` and `DELETE /:id`;
 * `POST /:id/rotate`, `/:id/end-overlap` and `/:id/reveal`; `GET /:id/usage`. It answers every path below its mount
 * path itself, others with 404.
 *
 * @example
 * app.use("/teams/keys", authenticate(keyring), keysRouter(keyring, { actor: (req) => keyActor(principalOf(req)) }));
 */
export function keysRouter(keyring: Keyring, options: AdminOptions): RequestHandler {
  return serveRoutes(keyRoutes, resolveOptions("keysRouter", keyring, options));
}
