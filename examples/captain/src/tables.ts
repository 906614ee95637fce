import type { OwnTables } from "@latchkey/example-host";

declare module "knex/types/tables.js" {
  interface Tables {
    /** `made_by`: the first start that made it. */
    organizations: { id: string; made_by: string };
    projects: { organization_id: string; id: string };
    /** Of the account where `project_id` is empty. SQLite and MySQL say 0 and 1. */
    settings: { organization_id: string; project_id: string; resource: string; enabled: boolean | number };
  }
}

/** Captain's own tables; Latchkey keeps its own beside them. */
export const tables: OwnTables["tables"] = {
  organizations(table) {
    table.string("id", 128).primary();
    table.string("made_by", 36).notNullable();
  },
  projects(table) {
    table.string("organization_id", 128).notNullable().references("organizations.id");
    table.string("id", 128).notNullable();
    table.primary(["organization_id", "id"]);
  },
  settings(table) {
    table.string("organization_id", 128).notNullable();
    table.string("project_id", 128).notNullable();
    table.string("resource", 20).notNullable();
    table.boolean("enabled").notNullable();
    table.primary(["organization_id", "project_id", "resource"]);
  },
};
