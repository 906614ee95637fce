import type { FindOwner } from "@latchkey/core";
import type { Knex } from "knex";

declare module "knex/types/tables.js" {
  interface Tables {
    members: { user_id: string; org_id: string };
  }
}

export function membersTable(table: Knex.CreateTableBuilder): void {
  table.string("user_id", 128).notNullable();
  table.string("org_id", 128).notNullable();
  table.primary(["user_id", "org_id"]);
}

/** The organizations that an account belongs to. */
export async function organizationsOf(db: Knex, userId: string): Promise<readonly string[]> {
  return db("members").where({ user_id: userId }).orderBy("org_id").pluck("org_id");
}

/** What the keyring asks of a key's account: keys work as long as it belongs to their organization. */
export function ownersIn(db: Knex): FindOwner {
  return async function isMember(userId, orgId) {
    const organizations = await organizationsOf(db, userId);
    return { active: orgId !== null && organizations.includes(orgId), permissions: [] };
  };
}
