import type { KeyScan, KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { recordStatements, type Statement } from "../support/record-statements.js";
import { describeOnEach, type Engine } from "../support/test-databases.js";

// Full of ties, and lopsided, so that a planner is tempted by the wrong index: half of the keys are revoked, most are
// one organization's and one owner's, and every second one is called `ci`.
const ROWS = 20_000;
const LIMIT = 50;

describeOnEach("a page of a large table", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    store = knexStore(db);
    await fill(db, database.engine);
  }, 120_000);

  it.each(pages())("is read from its index, row by row: $title", async ({ scan }) => {
    const statements = await recordStatements(db, () => store.scanKeys(scan));
    expect(statements).not.toHaveLength(0);
    for (const statement of statements) {
      expect(await EXAMINED[database.engine](db, statement, indexOf(scan))).toBeLessThanOrEqual(LIMIT);
    }
  });

  it("reads a prefix of ids from the primary key", async () => {
    const within = {
      by: "id",
      prefix: String(ROWS / 2)
        .padStart(16, "0")
        .slice(0, 15),
    } as const;
    const scan: KeyScan = { order: "number", within, live: true, limit: LIMIT };
    expect((await store.scanKeys(scan)).length).toBeGreaterThan(0);
    for (const statement of await recordStatements(db, () => store.scanKeys(scan))) {
      expect(
        await EXAMINED[database.engine](db, statement, PRIMARY_KEY[database.engine]),
      ).toBeLessThanOrEqual(LIMIT);
    }
  });
});

/** How many rows each database looks at for a statement; not a number when it sorts or takes another index. */
const EXAMINED: Record<Engine, (db: Knex, statement: Statement, index: string) => Promise<number>> = {
  async sqlite(db, { sql, bindings }, index) {
    const plan = await db.raw<{ detail: string }[]>(`explain query plan ${sql}`, bindings);
    // Where SQLite searches the index to its order and the statement has a limit, it reads no further than that.
    return plan.every(({ detail }) => detail.includes(`SEARCH latchkey_keys USING INDEX ${index} `))
      ? 0
      : Number.NaN;
  },

  async mysql(db, { sql, bindings }) {
    const trx = await db.transaction();
    await trx.raw("flush status");
    await trx.raw(sql, bindings);
    const [rows] = (await trx.raw("show session status like 'Handler%'")) as [CounterRow[]];
    await trx.rollback();
    const counters = new Map(rows.map(({ Variable_name: name, Value: value }) => [name, Number(value)]));
    const count = (name: string) => counters.get(`Handler_${name}`) ?? 0;
    const read = [
      "read_key",
      "read_next",
      "read_prev",
      "read_first",
      "read_last",
      "read_rnd",
      "read_rnd_next",
    ];
    // Rows that a condition on the index has dropped are not among those read.
    return read.reduce((sum, name) => sum + count(name), count("icp_attempts") - count("icp_match"));
  },

  async postgres(db, { sql, bindings }, index) {
    const statement = `explain (analyze, format json) ${sql.replace(/\$\d+/g, "?")}`;
    const { rows } = await db.raw<{ rows: { "QUERY PLAN": { Plan: PlanNode }[] }[] }>(statement, bindings);
    return examined(rows[0]?.["QUERY PLAN"][0]?.Plan, index);
  },
};

interface CounterRow {
  readonly Variable_name: string;
  readonly Value: string;
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

function examined(node: PlanNode | undefined, index: string): number {
  if (node?.["Node Type"] === "Limit") return examined(node.Plans?.[0], index);
  if (node?.["Node Type"] !== "Index Scan" || node["Index Name"] !== index) return Number.NaN;
  return node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
}

/** The index made for a scan. */
function indexOf({ within, order }: KeyScan): string {
  const places = { all: [], org: ["org_id"], project: ["org_id", "project_id"], owner: ["owner_id"], id: [] };
  const columns = [...places[within.by], "live", ...(order === "name" ? ["name_lower"] : []), "number"];
  return `latchkey_keys_${columns.join("_")}`;
}

const PRIMARY_KEY: Record<Engine, string> = {
  sqlite: "sqlite_autoindex_latchkey_keys_1",
  mysql: "PRIMARY",
  postgres: "latchkey_keys_pkey",
};

function pages(): { title: string; scan: KeyScan }[] {
  const middle = ROWS / 2;
  const ranges = [
    { by: "all" } as const,
    { by: "org", org: "big" } as const,
    { by: "org", org: "small" } as const,
    { by: "org", org: null } as const,
    { by: "owner", owner: "most" } as const,
  ];
  const project = { by: "project", org: "big", project: "web" } as const;
  const scans = [true, false].flatMap((live): KeyScan[] => {
    const page = { live, limit: LIMIT };
    return [
      ...[...ranges, project].flatMap((within): KeyScan[] => [
        { ...page, within, order: "number" },
        { ...page, within, order: "number", after: middle },
        { ...page, within, order: "number-desc" },
        { ...page, within, order: "number-desc", after: middle },
      ]),
      ...ranges.flatMap((within): KeyScan[] => [
        { ...page, within, order: "name" },
        { ...page, within, order: "name", namePrefix: "key 1" },
        { ...page, within, order: "name", after: { nameLower: "ci", number: middle } },
        { ...page, within, order: "name", after: { nameLower: "ci", number: middle }, namePrefix: "c" },
      ]),
    ];
  });
  return scans.map((scan) => ({ title: JSON.stringify(scan), scan }));
}

async function fill(db: Knex, engine: Engine): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index + 1));
  await db.batchInsert("latchkey_keys", rows, 200);
  if (engine === "postgres") await db.raw("analyze latchkey_keys");
}

function rowOf(number: number) {
  const name = number % 2 === 0 ? "ci" : `key ${number}`;
  const tenth = Math.floor(number / 4) % 10;
  return {
    id: String(number).padStart(16, "0"),
    number,
    prefix: "acme",
    env: "live",
    name,
    name_lower: name,
    owner_id: tenth < 8 ? "most" : null,
    org_id: tenth < 7 ? "big" : tenth === 7 ? "small" : null,
    project_id: tenth < 3 ? "web" : null,
    inherits: false,
    enabled: true,
    live: number % 4 < 2,
    revoked_at: number % 4 < 2 ? null : 1,
    digest: "sample",
    metadata: "{}",
    tags: "[]",
    created_at: number,
    created_by: "system:test",
    updated_at: number,
    version: 1,
  };
}
