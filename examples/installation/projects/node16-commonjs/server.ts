import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";

import { adminRouter } from "@latchkey/admin";
import { createKeyring, keyActor, systemActor } from "@latchkey/core";
import { bcryptDigest } from "@latchkey/core/bcrypt";
import { memoryStore } from "@latchkey/core/testing";
import { dashboard } from "@latchkey/dashboard";
import { authenticate, principalOf, requirePermission } from "@latchkey/express";
import { jwtFormat } from "@latchkey/jwt";
import { apiKeyStrategy, bearerStrategy } from "@latchkey/passport";
import express = require("express");
import passport = require("passport");

async function main(): Promise<void> {
  const keyring = createKeyring({
    store: memoryStore(),
    peppers: [{ version: 1, secret: "a pepper that is only good for trying things out" }],
    digests: [bcryptDigest()],
    digest: "bcrypt",
  });
  passport.use(apiKeyStrategy(keyring));
  passport.use(bearerStrategy(keyring));

  const app = express();
  app.use(
    "/admin",
    authenticate(keyring, { optional: true }),
    adminRouter(keyring, { actor: (req) => (req.principal ? keyActor(req.principal) : null) }),
  );
  app.use("/dashboard", dashboard({ api: "/admin" }));
  app.get("/api", authenticate(keyring), requirePermission("bundles:read"), (req, res) => {
    res.json({ org: principalOf(req).orgId });
  });
  const strategies = ["latchkey-api-key", "latchkey-bearer"];
  app.get("/passport", passport.authenticate(strategies, { session: false }), (req, res) => {
    res.json({ org: principalOf(req).orgId });
  });

  const signed = createKeyring({
    store: memoryStore(),
    peppers: [{ version: 1, secret: "a pepper that is only good for trying things out" }],
    format: jwtFormat({
      signingKeys: [{ kid: "1", privateKey: generateKeyPairSync("ed25519").privateKey }],
      issuer: "https://api.example.com",
    }),
  });
  app.get("/signed", authenticate(signed), (_req, res) => {
    res.json({});
  });
  const made = await signed.create({ permissions: [] }, systemActor("installation"));

  const key = { orgId: "acme", ownerId: "ada", permissions: ["*:*"] };
  const { token } = await keyring.create(key, systemActor("installation"));
  const server = app.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ origin: `http://127.0.0.1:${port}`, token, signed: made.token }));
  });
}

void main();
