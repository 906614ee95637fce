// The app as it was: keys of its own, checked by hand.
const express = require("express");
const knex = require("knex");

const { apiKeys } = require("./api-keys.js");
const { createKeyTable } = require("./key-table.js");
const { ordersOf } = require("./orders.js");

async function main() {
  const db = knex({ client: "mysql2", connection: process.env.DATABASE_URL });
  await createKeyTable(db);
  const app = express();
  app.use(
    "/api",
    apiKeys(db),
    ordersOf((req) => req.account),
  );
  const server = app.listen(process.env.PORT || 3000, () => {
    console.log(`The shop as it was answers at http://localhost:${server.address().port}`);
  });
  process.once("SIGTERM", () => {
    server.close(() => db.destroy());
    server.closeIdleConnections();
  });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
