import type { Knex } from "knex";

import { clientOf } from "./client-of.js";
import type { Statement } from "./record-statements.js";
import type { Engine } from "./test-databases.js";

/** The index that a statement is to walk, by its columns; none for the primary key. */
export interface Access {
  readonly table: string;
  readonly columns?: readonly string[];
}

/** How many rows a database looks at for a statement; not a number when it sorts, or takes another index. */
export function examinedRows(
  engine: Engine,
  db: Knex,
  statement: Statement,
  access: Access,
): Promise<number> {
  return EXAMINED[engine](db, statement, access);
}

const EXAMINED: Record<Engine, (db: Knex, statement: Statement, access: Access) => Promise<number>> = {
  async sqlite(db, { sql, bindings }, { table, columns }) {
    const plan = await db.raw<{ detail: string }[]>(`explain query plan ${sql}`, bindings);
    const wanted =
      columns === undefined
        ? `(SEARCH ${table} USING (INTEGER PRIMARY KEY|(COVERING )?INDEX sqlite_autoindex_${table}_1) .*|SCAN ${table}( USING INDEX sqlite_autoindex_${table}_1)?)`
        : `SEARCH ${table} USING (COVERING )?INDEX ${table}_${columns.join("_")} .*`;
    if (!plan.every(({ detail }) => new RegExp(`^${wanted}$`).test(detail))) return Number.NaN;
    return rowsSeen(db, { sql, bindings });
  },

  async mysql(db, { sql, bindings }) {
    const trx = await db.transaction();
    await trx.raw("flush status");
    await trx.raw(sql, bindings);
    const [rows] = (await trx.raw("show session status like 'Handler%'")) as [CounterRow[]];
    await trx.rollback();
    const counters = new Map(rows.map(({ Variable_name: name, Value: value }) => [name, Number(value)]));
    const count = (name: string) => counters.get(`Handler_${name}`) ?? 0;
    // Rows that a condition on the index has dropped are not among those read.
    return READS.reduce((sum, name) => sum + count(name), count("icp_attempts") - count("icp_match"));
  },

  async postgres(db, { sql, bindings }, { table, columns }) {
    const statement = `explain (analyze, buffers, format json) ${sql.replace(/\$\d+/g, "?")}`;
    const { rows } = await db.raw<{ rows: { "QUERY PLAN": { Plan: PlanNode }[] }[] }>(statement, bindings);
    const index = columns === undefined ? `${table}_pkey` : `${table}_${columns.join("_")}`;
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    // Entries that a condition on the index has dropped are counted nowhere, but their blocks are read.
    return Math.max(examined(plan, index), blocksOf(plan) - DESCENTS);
  },
};

/** The plan says where SQLite begins, and not how many rows it passes by: a condition that is asked of each row tells. */
async function rowsSeen(db: Knex, { sql, bindings }: Statement): Promise<number> {
  const rows = new Set<unknown>();
  const connection = (await clientOf(db).acquireConnection()) as SqliteConnection;
  connection.function("seen", (row) => (rows.add(row), 1));
  await clientOf(db).releaseConnection(connection);
  const asked = / where /.test(sql)
    ? sql.replace(" where ", " where seen(rowid) and ")
    : sql.replace(" order by ", " where seen(rowid) order by ");
  if (asked === sql) throw new Error(`nothing can be asked of the rows of: ${sql}`);
  await db.raw(asked, bindings);
  return rows.size;
}

interface SqliteConnection {
  function(name: string, implementation: (value: unknown) => number): void;
}

interface CounterRow {
  readonly Variable_name: string;
  readonly Value: string;
}

const READS = [
  "read_key",
  "read_next",
  "read_prev",
  "read_first",
  "read_last",
  "read_rnd",
  "read_rnd_next",
] as const;

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Shared Hit Blocks"?: number;
  readonly "Shared Read Blocks"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Blocks on the way down to a page's rows, and the leaves they stand on. */
const DESCENTS = 20;

function blocksOf(node: PlanNode | undefined): number {
  return (node?.["Shared Hit Blocks"] ?? 0) + (node?.["Shared Read Blocks"] ?? 0);
}

/** Nodes that hand on the rows of the one below them without reading or sorting any. */
const HANDING_ON = ["Limit", "Aggregate", "LockRows", "Bitmap Heap Scan"];
const WALKING = ["Index Scan", "Index Only Scan", "Bitmap Index Scan"];

function examined(node: PlanNode | undefined, index: string): number {
  if (node === undefined) return Number.NaN;
  if (HANDING_ON.includes(node["Node Type"])) return examined(node.Plans?.[0], index);
  if (!WALKING.includes(node["Node Type"]) || node["Index Name"] !== index) return Number.NaN;
  return node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
}
