import type { Knex } from "knex";

import { HEAD_ID } from "../records/head-rows.js";
import { addColumn, addIndex } from "./alter-table.js";
import { createTable, type SchemaTarget } from "./create-table.js";
import { firstTables } from "./first-tables.js";
import { nullable, text } from "./table-definition.js";

const changesProject = { table: "changes", name: "project_id", column: nullable(text(128)) };
const rolesOfAnOrg = { table: "roles", columns: ["org_id", "id"] };

interface Step {
  readonly name: string;
  up(this: void, db: Knex): Promise<void>;
}

/**
 * All migrations, in order. Each can be run again where it was broken off: on MariaDB and MySQL, which commit every
 * CREATE TABLE at once, a process can die between that and knex's note of it.
 */
export function migrationSource(target: SchemaTarget): Knex.MigrationSource<Step> {
  const steps: readonly Step[] = [
    ...firstTables.map((table, index) => ({
      name: `${String(index + 1).padStart(4, "0")}_${table.name}`,
      async up(db: Knex) {
        for (const statement of createTable(table, target)) await db.raw(statement);
        await requireOurs(db, target.tablePrefix + table.name, Object.keys(table.columns));
      },
    })),
    { name: "0007_head_row", up: (db) => insertHeadRow(db, `${target.tablePrefix}head`) },
    { name: "0008_changes_project", up: (db) => addColumn(db, target, changesProject) },
    { name: "0009_roles_of_an_org", up: (db) => addIndex(db, target, rolesOfAnOrg) },
  ];
  return {
    getMigrations: async () => [...steps],
    getMigrationName: (step) => step.name,
    getMigration: async ({ name, up }) => ({
      up,
      down: () => Promise.reject(new Error(`latchkey: the migration ${name} cannot be undone`)),
    }),
  };
}

/** `create table if not exists` is content with any table of that name. */
async function requireOurs(db: Knex, table: string, columns: readonly string[]): Promise<void> {
  for (const column of columns) {
    if (await db.schema.hasColumn(table, column)) continue;
    throw new Error(
      `latchkey: the table ${table} is there already and is another one; choose another tablePrefix`,
    );
  }
}

async function insertHeadRow(db: Knex, table: string): Promise<void> {
  const rows = (await db.from(table).select("id").where("id", HEAD_ID)) as readonly unknown[];
  if (rows.length > 0) return;
  await db.from(table).insert({ id: HEAD_ID, last_seq: 0, last_hash: "", last_number: 0 });
}
