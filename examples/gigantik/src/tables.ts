import type { OwnTables } from "@latchkey/example-host";

/** A person of an organization, with the name of a role; who is not active can do nothing. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly organization: string;
  readonly role: string;
  /** SQLite and MySQL say 0 and 1. */
  readonly active: boolean | number;
}

/** The application's own tables; Latchkey keeps its own beside them. */
export const tables: OwnTables["tables"] = {
  users(table) {
    table.string("id", 36).primary();
    table.string("email", 254).notNullable().unique();
    table.string("password_hash", 60).notNullable();
    table.string("organization", 128).notNullable();
    table.string("role", 64).notNullable();
    table.boolean("active").notNullable();
  },
  content(table) {
    table.string("id", 36).primary();
    table.string("organization", 128).notNullable().index();
    table.string("title", 200).notNullable();
    table.string("created_at", 24).notNullable();
  },
};
