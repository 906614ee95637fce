import { adminRouter, standardWire, wireErrors } from "@latchkey/admin";
import { keyActor, type Keyring } from "@latchkey/core";
import { outages, unexpectedErrors } from "@latchkey/example-host/http";
import { authenticate, sendProblem, verifyEndpoint } from "@latchkey/express";
import express, { type Express } from "express";

/** What nginx asks about each request, one endpoint for each permission, and the administration of keys. */
export function createApp(keyring: Keyring): Express {
  const app = express();
  app.disable("x-powered-by");
  // nginx, on this machine, says where a request comes from; nobody else is believed.
  app.set("trust proxy", "loopback");
  app.all("/verify/read", verifyEndpoint(keyring, { permission: "bundles:read" }));
  app.all("/verify/write", verifyEndpoint(keyring, { permission: "bundles:write" }));
  app.use(
    "/admin",
    authenticate(keyring, { optional: true }),
    adminRouter(keyring, { actor: (req) => (req.principal ? keyActor(req.principal) : null) }),
  );
  app.use((req, res) =>
    sendProblem(req, res, { code: "not_found", detail: "There is nothing at this path." }),
  );
  app.use(outages, wireErrors(standardWire), unexpectedErrors());
  return app;
}
