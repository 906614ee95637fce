import { createKeyring, type Keyring } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

/** What keys of this application may do. */
const roles = {
  reader: ["bundles:read"],
  publisher: ["bundles:read", "bundles:write"],
  admin: ["*:*"],
};

export function openKeyring(db: Knex, pepper: string): Keyring {
  return createKeyring({
    store: knexStore(db),
    prefix: "demo",
    peppers: [{ version: 1, secret: pepper }],
    roles,
  });
}
