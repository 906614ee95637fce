// What the app and the `latchkey` command share.
const { createKeyring } = require("@latchkey/core");
const { bcryptDigest } = require("@latchkey/core/bcrypt");
const { knexStore } = require("@latchkey/knex");
const knex = require("knex");

const db = knex({ client: "mysql2", connection: process.env.DATABASE_URL });

/** The keys that the shop has given out before: `shop_<prefix:8>_<secret:32>`, of which the secret was hashed. */
const shop = {
  name: "shop",
  lookup: "public",
  match: (token) => /^shop_([0-9a-f]{8})_[0-9a-f]{32}$/.exec(token)?.[1] ?? null,
  hashed: (token) => token.slice("shop_00000000_".length),
};

const keyring = createKeyring({
  store: knexStore(db),
  prefix: "shop",
  peppers: [{ version: 1, secret: process.env.LATCHKEY_PEPPER }],
  foreign: [shop],
  // For the hashes that are imported. New keys are kept by HMAC.
  digests: [bcryptDigest()],
  roles: { reader: ["orders:read"], writer: ["orders:*"], admin: ["*:*"] },
});

module.exports = { db, keyring };
