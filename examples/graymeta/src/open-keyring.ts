import { createKeyring, type Keyring } from "@latchkey/core";
import { jwtFormat } from "@latchkey/jwt";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

import { findUser } from "./users/users.js";

export type Secret = "LATCHKEY_PEPPER" | "GRAYMETA_SIGNING_KEY";

/** Keys are JWTs, signed again whenever they are shown, and can do what their user can do at that moment. */
export function openKeyring(db: Knex, secrets: Readonly<Record<Secret, string>>): Keyring {
  return createKeyring({
    store: knexStore(db),
    peppers: [{ version: 1, secret: secrets.LATCHKEY_PEPPER }],
    format: jwtFormat({
      signingKeys: [{ kid: "1", privateKey: secrets.GRAYMETA_SIGNING_KEY }],
      issuer: "https://graymeta.example",
    }),
    reveal: "resign",
    owners: (userId) => findUser(db, userId),
    // As many as a list shows.
    policy: { maxKeysPerOwner: 1_000 },
  });
}
