// The same app with Latchkey: the keys that are out go on working, and the table they were in is no longer read.
const express = require("express");
const { adminRouter } = require("@latchkey/admin");
const { keyActor } = require("@latchkey/core");
const { authenticate, principalOf, requirePermission } = require("@latchkey/express");
const { migrate } = require("@latchkey/knex");

const { ordersOf } = require("../before/orders.js");
const { db, keyring } = require("../latchkey.config.js");

const actor = (req) => (req.principal ? keyActor(req.principal) : null);

async function main() {
  await migrate(db);
  await keyring.start();
  const app = express();
  app.use("/admin", authenticate(keyring, { optional: true }), adminRouter(keyring, { actor }));
  app.use("/api", authenticate(keyring));
  app.get("/api/orders", requirePermission("orders:read"));
  app.post("/api/orders", requirePermission("orders:write"));
  app.use(
    "/api",
    ordersOf((req) => principalOf(req).ownerId),
  );
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`The shop with Latchkey answers at http://localhost:${server.address().port}`);
  });
  process.once("SIGTERM", () => {
    server.close(async () => {
      await keyring.close();
      await db.destroy();
    });
    server.closeIdleConnections();
  });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
