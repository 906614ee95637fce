import type { Knex } from "knex";

import { plainClient } from "./connection/plain-client.js";
import { dialectOf } from "./dialects/dialect-of.js";
import { migrationSteps } from "./migrations/migration-source.js";
import { tablePrefixOf, type StoreOptions } from "./store-options.js";

/** One migration of `migrate`, and whether this database has it. */
export interface PlannedMigration {
  readonly name: string;
  readonly applied: boolean;
  /** What `migrate` runs for it, in this database's words; knex's own notes of what was run come besides. */
  readonly statements: readonly string[];
}

/**
 * What `migrate` has done in this database, and what it would do. It reads only, and makes no table. Rejects with what
 * the database said.
 *
 * @example
 * const pending = (await migrationPlan(db)).filter(({ applied }) => !applied);
 */
export async function migrationPlan(
  db: Knex,
  options: StoreOptions = {},
): Promise<readonly PlannedMigration[]> {
  const tablePrefix = tablePrefixOf("migrationPlan", options);
  const client = plainClient("migrationPlan", db);
  const { migrations } = dialectOf(client);
  const plain = db.withUserParams({});
  plain.client = client;

  const syntax = await migrations.tableSyntax(async (sql, bindings = []) => plain.raw(sql, bindings));
  const quote = (name: string) => String(client.wrapIdentifier(name, undefined));
  const applied = await namesIn(plain, `${tablePrefix}migrations`);
  return migrationSteps({ tablePrefix, syntax, quote }).map(({ name, statements }) => ({
    name,
    applied: applied.has(name),
    statements,
  }));
}

/** What knex has noted as run; nothing before the first time. */
async function namesIn(db: Knex, table: string): Promise<ReadonlySet<string>> {
  if (!(await db.schema.hasTable(table))) return new Set();
  const rows = await db.from(table).select<readonly { readonly name: string }[]>("name");
  return new Set(rows.map(({ name }) => name));
}
