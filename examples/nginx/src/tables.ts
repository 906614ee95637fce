import type { OwnTables } from "@latchkey/example-host";

declare module "knex/types/tables.js" {
  interface Tables {
    /** `made_by`: the first start that made it. */
    organizations: { id: string; made_by: string };
  }
}

/** The example's own table; Latchkey keeps its own beside it. */
export const tables: OwnTables["tables"] = {
  organizations(table) {
    table.string("id", 128).primary();
    table.string("made_by", 36).notNullable();
  },
};
