import type { ChangeScan, KeyStore, RoleQuery } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { examinedRows, type Access } from "../support/examined-rows.js";
import { recordStatements, type Statement } from "../support/record-statements.js";
import { describeOnEach, type TestDatabase } from "../support/test-databases.js";

// Lopsided, so that a planner is tempted by the wrong index: most changes are of one target, one actor and one
// organization, and the rest lies at the far end.
const ROWS = 20_000;
const LIMIT = 50;

describeOnEach("a page of a long history", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = await filled(database, "latchkey_changes", changeOf);
    store = knexStore(db);
  }, 120_000);

  it.each(scans())("is read from its index, row by row: $title", async ({ scan }) => {
    const statement = await onlySelect(db, () => store.scanChanges(scan));
    const examined = await examinedRows(database.engine, db, statement, indexOf(scan));
    expect(examined).toBeLessThanOrEqual(LIMIT);
  });
});

describeOnEach("a page of many roles", (database) => {
  let db: Knex;
  let store: KeyStore;

  beforeAll(async () => {
    db = await filled(database, "latchkey_roles", roleOf);
    store = knexStore(db);
  }, 120_000);

  it.each(queries())("is read from its index, row by row: %j", async (query, columns) => {
    const statement = await onlySelect(db, () => store.findRoles(query));
    const access = { table: "latchkey_roles", ...(columns && { columns }) };
    const examined = await examinedRows(database.engine, db, statement, access);
    expect(examined).toBeLessThanOrEqual("limit" in query ? LIMIT : 2);
  });
});

describeOnEach("the usage of a few keys among many", (database) => {
  it("is read from the primary keys", async () => {
    const db = await filled(database, "latchkey_usage", hourOf);
    await fill(db, "latchkey_last_used", useOf);
    const keys = [1, 2, 3].map((number) => String(number * 7).padStart(16, "0"));
    const usage = { keys, hours: { from: 3, to: 7 } };
    const statements = await selects(db, () => knexStore(db).readUsage(usage));
    expect(statements).toHaveLength(2);
    for (const [index, table] of ["latchkey_last_used", "latchkey_usage"].entries()) {
      const statement = statements[index];
      if (statement === undefined) throw new Error("no statement was run");
      // Four hours of three keys; MySQL looks for the end of each stretch, too.
      expect(await examinedRows(database.engine, db, statement, { table })).toBeLessThanOrEqual(18);
    }
  }, 120_000);
});

/** What is read; a connection's first statement looks at its session. */
async function selects(db: Knex, run: () => Promise<unknown>): Promise<Statement[]> {
  return (await recordStatements(db, run)).filter(({ sql }) => /^select .* from /.test(sql));
}

async function onlySelect(db: Knex, run: () => Promise<unknown>): Promise<Statement> {
  const [statement, ...others] = await selects(db, run);
  if (statement === undefined || others.length > 0) throw new Error("not one statement was run");
  return statement;
}

async function filled(
  database: TestDatabase,
  table: string,
  rowOf: (index: number) => Record<string, unknown>,
): Promise<Knex> {
  const db = database.open();
  await migrate(db);
  await fill(db, table, rowOf);
  if (database.engine === "postgres") await db.raw("vacuum analyze");
  return db;
}

async function fill(db: Knex, table: string, rowOf: (index: number) => Record<string, unknown>) {
  const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index + 1));
  await db.batchInsert(table, rows, 200);
}

function changeOf(seq: number) {
  const isRare = seq > ROWS - 100;
  return {
    seq,
    at: seq,
    actor_kind: "system",
    actor_id: isRare ? "rare" : "most",
    action: "key.updated",
    target: isRare ? "rare" : "most",
    org_id: seq % 3 === 0 ? null : isRare ? "rare" : "most",
    detail: "{}",
    previous_hash: "",
    hash: "",
  };
}

function roleOf(index: number) {
  const org = ["most", "most", null][index % 3] ?? null;
  return {
    id: String(ROWS - index).padStart(16, "0"),
    org_id: index > ROWS - 100 ? "rare" : org,
    name: `role ${index}`,
    description: "",
    permissions: "[]",
    created_at: 0,
    updated_at: 0,
    version: 1,
  };
}

function hourOf(index: number) {
  return {
    key_id: String(Math.ceil(index / 10)).padStart(16, "0"),
    hour: index % 10,
    accepted: 1,
    refused: 0,
  };
}

function useOf(index: number) {
  return { key_id: String(index).padStart(16, "0"), at: index };
}

function scans(): { title: string; scan: ChangeScan }[] {
  const middle = ROWS / 2;
  const places: ChangeScan["within"][] = [
    { by: "all" },
    ...["most", "rare", "none"].flatMap((name): ChangeScan["within"][] => [
      { by: "target", target: name },
      { by: "actor", actor: name },
      { by: "org", org: name },
    ]),
    { by: "org", org: null },
  ];
  return places
    .flatMap((within): ChangeScan[] =>
      (["seq", "seq-desc"] as const).flatMap((order) => [
        { order, within, limit: LIMIT },
        { order, within, limit: LIMIT, after: middle },
      ]),
    )
    .map((scan) => ({ title: JSON.stringify(scan), scan }));
}

/** The index made for a scan. */
function indexOf({ within }: ChangeScan): Access {
  const columns = { target: ["target", "seq"], actor: ["actor_id", "seq"], org: ["org_id", "seq"] };
  return { table: "latchkey_changes", ...(within.by !== "all" && { columns: columns[within.by] }) };
}

function queries(): [RoleQuery, readonly string[] | null][] {
  const middle = String(ROWS / 2).padStart(16, "0");
  return [
    [{ by: "id", id: middle }, null],
    [{ by: "name", org: "most", name: "role 3001" }, ["org_id", "name"]],
    [{ by: "name", org: null, name: "role 3002" }, ["org_id", "name"]],
    [{ by: "all", limit: LIMIT }, null],
    [{ by: "all", limit: LIMIT, after: middle }, null],
    ...["most", "rare", null].flatMap((org): [RoleQuery, readonly string[]][] => [
      [{ by: "org", org, limit: LIMIT }, ["org_id", "id"]],
      [{ by: "org", org, limit: LIMIT, after: middle }, ["org_id", "id"]],
    ]),
  ];
}
