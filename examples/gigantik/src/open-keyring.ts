import { createKeyring, type Keyring } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import type { Knex } from "knex";

const viewer = ["content:read"];
const editor = [...viewer, "content:write"];
const manager = ["api-keys:read", "api-keys:create", "api-keys:update", "api-keys:revoke", "api-roles:read"];
const admin = [...editor, ...manager];

/** Roles of people and of keys alike: each may do all that the one before it may. */
export const roles = { viewer, editor, admin, owner: ["*:*"] };

/** Tokens are shown once, which is the keyring's default: nothing is kept that one could be made of. */
export function openKeyring(db: Knex, pepper: string): Keyring {
  const peppers = [{ version: 1, secret: pepper }];
  return createKeyring({ store: knexStore(db), prefix: "gigantik", peppers, roles });
}
