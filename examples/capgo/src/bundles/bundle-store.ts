import { randomUUID } from "node:crypto";

import type { Knex } from "knex";

import { utcSecond } from "../utc-second.js";

/** A version of an organization's app. */
interface BundleRow {
  id: string;
  org_id: string;
  name: string;
  /** UTC milliseconds, as PostgreSQL's driver gives them: a string. */
  created_at: number | string;
}

declare module "knex/types/tables.js" {
  interface Tables {
    bundles: BundleRow;
  }
}

export function bundlesTable(table: Knex.CreateTableBuilder): void {
  table.string("id", 36).primary();
  table.string("org_id", 128).notNullable();
  table.string("name", 100).notNullable();
  table.bigInteger("created_at").notNullable();
  table.index(["org_id", "created_at"]);
}

export type BundleStore = ReturnType<typeof bundleStore>;

/** The bundles of organizations; nothing is read or written without naming whose. */
export function bundleStore(db: Knex) {
  const at = (org_id: string, id: string) => db("bundles").where({ org_id, id });

  return {
    /** The newest hundred. */
    async list(org_id: string) {
      const newest = db("bundles").where({ org_id }).orderBy("created_at", "desc").orderBy("id");
      return (await newest.limit(100)).map(bundleJson);
    },
    async add(org_id: string, name: string) {
      const row: BundleRow = { id: randomUUID(), org_id, name, created_at: Date.now() };
      await db("bundles").insert(row);
      return bundleJson(row);
    },
    /** Undefined when there is no such bundle. */
    async rename(org_id: string, id: string, name: string) {
      await at(org_id, id).update({ name });
      const row = await at(org_id, id).first();
      return row && bundleJson(row);
    },
    /** Whether there was one. */
    remove: async (org_id: string, id: string) => (await at(org_id, id).delete()) > 0,
  };
}

function bundleJson({ id, name, created_at }: BundleRow) {
  return { id, name, created_at: utcSecond(Number(created_at)) };
}
