import { createKeyring, type Keyring } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

/** The keys, and what those of this example may do. */
export function openKeyring(db: Knex, pepper: string): Keyring {
  return createKeyring({
    store: knexStore(db),
    prefix: "demo",
    peppers: [{ version: 1, secret: pepper }],
    permissions: { "bundles:read": "See bundles", "bundles:write": "Change bundles" },
    roles: { reader: ["bundles:read"], publisher: ["bundles:*"], admin: ["*:*"] },
  });
}
