import type { Knex } from "knex";

import type { UserRow } from "../database/tables.js";
import { passwordMatches } from "./password.js";
import type { User } from "./user.js";

/** Finds the people who may sign in; those who were deactivated are not among them. */
export interface UserDirectory {
  byId(id: string): Promise<User | null>;
  /** The person of this address and password. That an address is unknown shows neither in the answer nor in its time. */
  bySignIn(email: string, password: string): Promise<User | null>;
}

export function userDirectory(db: Knex): UserDirectory {
  return {
    async byId(id) {
      const row = await db("users").where({ id }).first();
      return row?.active ? userOf(row) : null;
    },

    async bySignIn(email, password) {
      const row = await db("users").where({ email: email.toLowerCase() }).first();
      const matches = await passwordMatches(password, row?.password_hash);
      return row?.active && matches ? userOf(row) : null;
    },
  };
}

function userOf({ id, email, name, organization_id: organizationId }: UserRow): User {
  return { id, email, name, organizationId };
}
