import type { Knex } from "knex";

import { HEAD_ID } from "../records/head-rows.js";
import { addColumn, addIndex, columnAddition, indexAddition } from "./alter-table.js";
import { createTable, type SchemaTarget } from "./create-table.js";
import { firstTables } from "./first-tables.js";
import { nullable, text } from "./table-definition.js";

const changesProject = { table: "changes", name: "project_id", column: nullable(text(128)) };
const rolesOfAnOrg = { table: "roles", columns: ["org_id", "id"] };

/** One migration. */
export interface Step {
  readonly name: string;
  /** What it runs where nothing of it has been done yet. */
  readonly statements: readonly string[];
  up(this: void, db: Knex): Promise<void>;
}

/** The migrations as knex takes them. */
export function migrationSource(target: SchemaTarget): Knex.MigrationSource<Step> {
  const steps = migrationSteps(target);
  return {
    getMigrations: async () => [...steps],
    getMigrationName: (step) => step.name,
    getMigration: async ({ name, up }) => ({
      up,
      down: () => Promise.reject(new Error(`latchkey: the migration ${name} cannot be undone`)),
    }),
  };
}

/**
 * All migrations, in order. Each can be run again where it was broken off: on MariaDB and MySQL, which commit every
 * CREATE TABLE at once, a process can die between that and knex's note of it.
 */
export function migrationSteps(target: SchemaTarget): readonly Step[] {
  return [
    ...firstTables.map((table, index) => {
      const statements = createTable(table, target);
      return {
        name: `${String(index + 1).padStart(4, "0")}_${table.name}`,
        statements,
        async up(db: Knex) {
          for (const statement of statements) await db.raw(statement);
          await requireOurs(db, target.tablePrefix + table.name, Object.keys(table.columns));
        },
      };
    }),
    {
      name: "0007_head_row",
      statements: [headInsertion(target)],
      up: (db) => insertHeadRow(db, target),
    },
    {
      name: "0008_changes_project",
      statements: [columnAddition(target, changesProject)],
      up: (db) => addColumn(db, target, changesProject),
    },
    {
      name: "0009_roles_of_an_org",
      statements: [indexAddition(target, rolesOfAnOrg)],
      up: (db) => addIndex(db, target, rolesOfAnOrg),
    },
  ];
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

function headInsertion({ tablePrefix, quote }: SchemaTarget): string {
  const columns = ["id", "last_seq", "last_hash", "last_number"].map(quote).join(", ");
  return `insert into ${quote(`${tablePrefix}head`)} (${columns}) values (${HEAD_ID}, 0, '', 0)`;
}

async function insertHeadRow(db: Knex, target: SchemaTarget): Promise<void> {
  const rows = (await db
    .from(`${target.tablePrefix}head`)
    .select("id")
    .where("id", HEAD_ID)) as readonly unknown[];
  if (rows.length === 0) await db.raw(headInsertion(target));
}
