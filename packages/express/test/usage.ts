// What an application writes; compiled, not run, against both versions of Express's types.
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";

import { createKeyring, identityPrincipal, keyActor, type Identity, type Principal } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import {
  authenticate,
  clientAddress,
  principalOf,
  requireAnyPermission,
  requirePermission,
  requireScope,
  requestId,
  sendProblem,
  verifyEndpoint,
  type AuthenticateOptions,
} from "@latchkey/express";

const app = express();
const keyring = createKeyring({ store: memoryStore(), peppers: [{ version: 1, secret: "s".repeat(32) }] });

const options: AuthenticateOptions = { sources: { headers: ["x-api-key"] }, optional: true, realm: "acme" };
app.use("/admin", authenticate(keyring, options), (req, _res, next) => {
  const principal: Principal | undefined = req.principal;
  if (principal) keyActor(principal);
  next();
});

app.use(
  "/watched",
  authenticate(keyring, {
    errors: "next",
    rateLimitHeaders: true,
    onRefusal: ({ code, status, detail }, req) => console.log(code, status, detail, clientAddress(req)),
  }),
);

const identity: Identity = {
  verify: async () => ({ ok: true, principal: identityPrincipal({ ownerId: "ann" }) }),
};
app.use("/people", authenticate(keyring, { identity }), (req, res) => {
  const principal = principalOf(req);
  const name: string | null = principal.name;
  const number: number | undefined = principal.kind === "api-key" ? principal.number : undefined;
  res.json({ name, number, owner: principal.ownerId });
});

app.use("/api", authenticate(keyring));
app.get("/api/bundles", requirePermission("bundles:read"), (req, res) => {
  res.json({ org: principalOf(req).orgId, bundles: [] });
});
app.get("/api/bundles/:id", requireAnyPermission("bundles:read", "bundles:write"), (req, res) => {
  const id: string = req.params.id;
  res.json({ id, by: principalOf(req).can("bundles:write") });
});

const scope = requireScope({ org: (req) => req.params["org"], project: (req) => req.get("x-project") });
app.get("/orgs/:org/bundles", scope, (req, res) => void res.json(principalOf(req).number));
app.get("/mine", requireScope({ org: (req) => req.hostname.split(".")[0] }));
app.all("/verify", verifyEndpoint(keyring));
const check: RequestHandler = verifyEndpoint(keyring, {
  permission: "bundles:read",
  scope: { org: "acme", project: "shop" },
});
app.use("/verify/read", check);

const handler: RequestHandler = authenticate(keyring);
express.Router().use(handler, scope);

interface Body {
  readonly name: string;
}
app.post(
  "/typed",
  (req: Request<{ id: string }, unknown, Body, { q: string }>, res: Response, next: NextFunction) => {
    if (principalOf(req).orgId === null) return next();
    res.json(req.body.name);
  },
);

app.use((req, res) =>
  sendProblem(req, res, { code: "not_found", detail: `${requestId(req)} found nothing.` }),
);

// @ts-expect-error -- an identity has a function verify
authenticate(keyring, { identity: {} });
// @ts-expect-error -- no such option
authenticate(keyring, { optinal: true });
// @ts-expect-error -- no such way to report errors
authenticate(keyring, { errors: "throw" });
// @ts-expect-error -- what a gateway asks for is not read from its request
verifyEndpoint(keyring, { scope: { org: (req: Request) => req.params["org"] } });
// @ts-expect-error -- an organization that must be awaited would refuse everybody
requireScope({ org: async () => "acme" });
// @ts-expect-error -- a project without an organization says nothing
requireScope({ project: () => "site" });
// @ts-expect-error -- a request may have no principal
((req: Request) => req.principal.id)(app.request);
