import type { KeyScan, KeyStore } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import type { Knex } from "knex";

import { examinedRows, type Access } from "../support/examined-rows.js";
import { recordStatements } from "../support/record-statements.js";
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
      const examined = await examinedRows(database.engine, db, statement, indexOf(scan));
      expect(examined).toBeLessThanOrEqual(LIMIT);
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
      const examined = await examinedRows(database.engine, db, statement, { table: "latchkey_keys" });
      expect(examined).toBeLessThanOrEqual(LIMIT);
    }
  });

  it("is not needed to find one key: that is one statement on the primary key", async () => {
    const id = String(ROWS / 2).padStart(16, "0");
    const statements = await recordStatements(db, async () => store.findKey({ id }));
    // A connection's first statement looks at its session.
    const [statement, ...others] = statements.filter(({ sql }) => /^select .* from /.test(sql));
    if (statement === undefined || others.length > 0) throw new Error("not one statement was run");
    const examined = await examinedRows(database.engine, db, statement, { table: "latchkey_keys" });
    expect(examined).toBeLessThanOrEqual(1);
  });

  it.each(counts())("is not read to count the keys of $title", async ({ range, columns, matching }) => {
    const statements = await recordStatements(db, () => store.transact((tx) => tx.countKeys(range)));
    const counting = statements.filter(({ sql }) => sql.includes("count("));
    expect(counting).toHaveLength(1);
    for (const statement of counting) {
      const examined = await examinedRows(database.engine, db, statement, {
        table: "latchkey_keys",
        columns,
      });
      expect(examined).toBeLessThanOrEqual(matching + 1);
    }
  });
});

describeOnEach("a page of keys that lie among those of others, mixed as by years,", (database) => {
  let db: Knex;

  beforeAll(async () => {
    db = database.open();
    await migrate(db);
    await fill(db, database.engine, mixedRowOf);
  }, 120_000);

  it.each(mixedPages())("is read without a row of theirs: $title", async ({ scan }) => {
    const statements = await recordStatements(db, () => knexStore(db).scanKeys(scan));
    for (const statement of statements.filter(({ sql }) => /^select .* from /.test(sql))) {
      const examined = await examinedRows(database.engine, db, statement, indexOf(scan));
      expect(examined).toBeLessThanOrEqual(LIMIT);
    }
  });
});

/** The index made for a scan. */
function indexOf({ within, order }: KeyScan): Access {
  const places = { all: [], org: ["org_id"], project: ["org_id", "project_id"], owner: ["owner_id"], id: [] };
  const columns = [...places[within.by], "live", ...(order === "name" ? ["name_lower"] : []), "number"];
  return { table: "latchkey_keys", columns };
}

/** `matching` counts what the index finds; that of roles finds revoked keys, too. */
function counts() {
  return [
    {
      title: "an organization",
      range: { by: "org", org: "small" },
      columns: ["org_id", "live", "number"],
      matching: ROWS / 20,
    },
    {
      title: "a project",
      range: { by: "project", org: "big", project: "web" },
      columns: ["org_id", "project_id", "live", "number"],
      matching: (ROWS * 3) / 20,
    },
    {
      title: "an owner",
      range: { by: "owner", owner: "few" },
      columns: ["owner_id", "live", "number"],
      matching: ROWS / 20,
    },
    {
      title: "a role",
      range: { by: "role", role: "c:rare" },
      columns: ["role"],
      matching: ROWS / 10,
    },
  ] as const;
}

function pages(): { title: string; scan: KeyScan }[] {
  const middle = ROWS / 2;
  const lastOfName = { nameLower: "ci", number: ROWS - 20 };
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
        // Where a name ends, and with it a prefix: what comes then is asked for by a statement of its own.
        { ...page, within, order: "name", after: lastOfName },
        { ...page, within, order: "name", after: lastOfName, namePrefix: "c" },
        { ...page, within, order: "name", after: { nameLower: "key 15", number: 15 }, namePrefix: "key 1" },
        // A cursor may stand before its prefix, at a key that was found by its number.
        { ...page, within, order: "name", after: { nameLower: "ci", number: middle }, namePrefix: "key 1" },
      ]),
    ];
  });
  return scans.map((scan) => ({ title: JSON.stringify(scan), scan }));
}

async function fill(db: Knex, engine: Engine, makeRow = rowOf): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => makeRow(index + 1));
  await db.batchInsert("latchkey_keys", rows, 200);
  if (engine === "postgres") await db.raw("analyze latchkey_keys");
}

/** A planner that thinks of a table's order on the disk prefers to read five times the rows, one beside the other. */
function mixedPages(): { title: string; scan: KeyScan }[] {
  const places = [
    { by: "org", org: "fifth" },
    { by: "owner", owner: "fifth" },
    // In LIKE these would have a meaning.
    { by: "org", org: "_%\\" },
  ] as const;
  const scans = places.flatMap((within): KeyScan[] => [
    { live: true, limit: LIMIT, within, order: "name" },
    { live: true, limit: LIMIT, within, order: "name", namePrefix: "c" },
    { live: true, limit: LIMIT, within, order: "name", after: { nameLower: "ci", number: 5 } },
    { live: true, limit: LIMIT, within, order: "number-desc" },
    { live: true, limit: LIMIT, within, order: "number", after: ROWS / 2 },
  ]);
  return scans.map((scan) => ({ title: JSON.stringify(scan), scan }));
}

function mixedRowOf(number: number) {
  const mixed = (number * 2_654_435_761) % 1_000_003;
  const place = mixed % 5 === 0 ? "fifth" : mixed % 5 === 1 ? "_%\\" : `other ${mixed % 200}`;
  return { ...rowOf(number), live: mixed % 7 > 0, org_id: place, owner_id: place };
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
    owner_id: tenth < 8 ? "most" : tenth === 8 ? "few" : null,
    role: tenth === 9 ? "c:rare" : "b:common",
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
