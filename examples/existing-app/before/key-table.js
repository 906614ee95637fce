// The table of keys that somebody has written years ago. A key is `shop_<prefix:8>_<secret:32>`; the secret is hashed.
const { randomBytes } = require("node:crypto");

async function createKeyTable(db) {
  if (await db.schema.hasTable("api_keys")) return;
  await db.schema.createTable("api_keys", (table) => {
    table.increments("id");
    table.string("prefix", 8).notNullable().unique();
    table.string("secret_hash", 60).notNullable();
    table.string("account", 64).notNullable();
    table.string("label", 100).notNullable();
    table.boolean("can_write").notNullable().defaultTo(false);
    table.boolean("disabled").notNullable().defaultTo(false);
    table.datetime("expires_at");
    table.datetime("last_used_at");
    table.datetime("created_at").notNullable().defaultTo(db.fn.now());
  });
}

function newPrefix() {
  return randomBytes(4).toString("hex");
}

function newSecret() {
  return randomBytes(16).toString("hex");
}

module.exports = { createKeyTable, newPrefix, newSecret };
