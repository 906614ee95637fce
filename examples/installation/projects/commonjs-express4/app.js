const { adminRouter } = require("@latchkey/admin");
const { createKeyring, keyActor, systemActor } = require("@latchkey/core");
const { dashboard } = require("@latchkey/dashboard");
const { authenticate, principalOf, requirePermission } = require("@latchkey/express");
const { knexStore, migrate } = require("@latchkey/knex");
const { apiKeyStrategy, bearerStrategy } = require("@latchkey/passport");
const { redisLimiter } = require("@latchkey/redis");
const express = require("express");
const { Redis } = require("ioredis");
const { knex } = require("knex");
const { Passport } = require("passport");

/** The app, a first key for its administrator, and the way to close it. */
exports.createApp = async function createApp() {
  const db = knex({
    client: "better-sqlite3",
    connection: { filename: ":memory:" },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await migrate(db);
  const redis = new Redis({ lazyConnect: true });
  const keyring = createKeyring({
    store: knexStore(db),
    peppers: [{ version: 1, secret: "a pepper that is only good for trying things out" }],
    limiter: redisLimiter(redis), // never connected: limits are counted here
  });

  const passport = new Passport();
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
    res.json({ org: req.user.orgId });
  });

  const key = { orgId: "acme", ownerId: "ada", permissions: ["*:*"] };
  const { token } = await keyring.create(key, systemActor("installation"));
  const close = async () => {
    await keyring.close();
    await db.destroy();
  };
  return { app, keyring, token, close };
};
