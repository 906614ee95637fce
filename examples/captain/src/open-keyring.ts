import { createKeyring, type Keyring, type Scopes } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

import type { CaptainSecret } from "./captain.js";
import { roles } from "./roles.js";

interface KeyringParts {
  readonly db: Knex;
  readonly secrets: Readonly<Record<CaptainSecret, string>>;
  readonly scopes: Scopes;
}

/** What keys of this application may do. */
const permissions = {
  "account:read": "See the settings of the account",
  "account:write": "Change the settings of the account",
  "cdn:read": "See how the CDN of a project is configured",
  "cdn:write": "Configure the CDN of a project",
  "storage:read": "See how the storage of a project is configured",
  "storage:write": "Configure the storage of a project",
};

/** The keys, whose tokens can be shown again, and of which a project has 50 at most. */
export function openKeyring({ db, secrets, scopes }: KeyringParts): Keyring {
  return createKeyring({
    store: knexStore(db),
    prefix: "captain",
    peppers: [{ version: 1, secret: secrets.LATCHKEY_PEPPER }],
    reveal: { sealingKeys: [{ version: 1, secret: secrets.LATCHKEY_SEALING_KEY }] },
    permissions,
    roles,
    scopes,
    policy: { maxKeysPerProject: 50 },
  });
}
