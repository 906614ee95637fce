import type { Keyring } from "@latchkey/core";
import type { RequestHandler } from "express";

import { resolveOptions, type AdminOptions } from "./admin-options.js";
import { serveRoutes } from "./http/serve-routes.js";
import { keyRoutes } from "./routes/key-routes.js";
import { standardWire } from "./wire/standard-wire.js";

/**
 * Serves the collection of keys at its own mount path: `GET` and `POST /`; `GET`, `PATCH` and `DELETE /:id`;
 * `POST /:id/rotate`, `/:id/end-overlap` and `/:id/reveal`; `GET /:id/usage`. It answers every path below its mount
 * path itself, others with 404. With a `wire` it speaks of keys in a format of the application's own.
 *
 * @example
 * app.use("/teams/keys", authenticate(keyring), keysRouter(keyring, { actor: (req) => keyActor(principalOf(req)) }));
 */
export function keysRouter(keyring: Keyring, options: AdminOptions): RequestHandler {
  const resolved = resolveOptions("keysRouter", keyring, options);
  const wire = resolved.wire ?? standardWire;
  return serveRoutes(keyRoutes(resolved), () => wire, resolved);
}
