import type { Knex } from "knex";

declare module "knex/types/tables.js" {
  interface Tables {
    /** `permissions` is a JSON list; SQLite and MySQL say 0 and 1 for `active`. */
    users: { id: string; name: string; permissions: string; active: boolean | number };
    items: { id: string; name: string; user_id: string };
  }
}

/** The app's own tables. Ids are 32 hexadecimal digits. */
export const tables: Readonly<Record<string, (table: Knex.CreateTableBuilder) => void>> = {
  users(table) {
    table.string("id", 32).primary();
    table.string("name", 100).notNullable().unique();
    table.text("permissions").notNullable();
    table.boolean("active").notNullable();
  },
  items(table) {
    table.string("id", 32).primary();
    table.string("name", 100).notNullable();
    table.string("user_id", 32).notNullable().references("users.id");
  },
};
