import { createKeyring, type Keyring, type Observation } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import { redisLimiter, redisPush, type RedisClient } from "@latchkey/redis";
import type { Knex } from "knex";

import { ownersOf } from "./accounts/owners-of.js";
import { userDirectory } from "./accounts/user-directory.js";
import { organizationScopes } from "./organizations/organization-scopes.js";

export interface KeyringParts {
  readonly db: Knex;
  readonly pepper: string;
  /** Without it, changes of other processes are known within half a second, and limits are counted in each. */
  readonly redis?: RedisClient | undefined;
  readonly onVerdict?: ((observation: Observation) => void) | undefined;
}

/** What keys of this application may do. */
const permissions = {
  "bundles:read": "See the bundles of the organization",
  "bundles:write": "Add bundles to the organization",
};

const roles = {
  reader: ["bundles:read"],
  publisher: ["bundles:read", "bundles:write"],
  admin: ["*:*"],
};

export function openKeyring({ db, pepper, redis, onVerdict }: KeyringParts): Keyring {
  return createKeyring({
    store: knexStore(db),
    prefix: "demo",
    peppers: [{ version: 1, secret: pepper }],
    permissions,
    roles,
    scopes: organizationScopes(db),
    owners: ownersOf(userDirectory(db)),
    policy: { maxKeysPerProject: 50 },
    ...(redis !== undefined && { push: redisPush(redis), limiter: redisLimiter(redis) }),
    ...(onVerdict !== undefined && { onVerdict }),
  });
}
