import { createKeyring, systemActor } from "@latchkey/core";
import { knexStore, migrate } from "@latchkey/knex";
import knexPkg, { type Knex } from "knex";

import { createDatabase, knexConfig, type BenchDatabase } from "../databases/bench-database.ts";
import { fillers, type Filler } from "./filler.ts";
import { mixedRows } from "./mixed-rows.ts";
import { OPTIONS } from "./options.ts";
import { PLACES } from "./places.ts";

/** Makes a database of that many keys, with a change and a last use for each. The changes are not chained: nothing here asks. */
export async function fillTables(database: BenchDatabase, keys: number): Promise<void> {
  await createDatabase(database);
  // One connection, so that what is set on it holds.
  const db = knexPkg.knex({ ...knexConfig(database), pool: { min: 1, max: 1 } });
  try {
    await migrate(db);
    await makeFirst(db);
    const filler = fillers[database.engine];
    for (const sql of filler.before) await db.raw(sql);
    await fill(db, filler, keys);
    for (const sql of filler.after) await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

/** Written by the store itself; all others are like it in the columns that `mixedRows` leaves out. */
async function makeFirst(db: Knex): Promise<void> {
  const keyring = createKeyring({ ...OPTIONS, store: knexStore(db) });
  const { key } = await keyring.create(
    { name: "ci", orgId: PLACES.org, permissions: ["bundles:read"] },
    systemActor("bench"),
  );
  await db("latchkey_last_used").insert({
    key_id: key.id,
    at: key.createdAt,
    address: "203.0.113.7",
    user_agent: "curl/8.5.0",
    old_secret_at: null,
  });
  await keyring.close();
}

async function fill(db: Knex, filler: Filler, keys: number): Promise<void> {
  for (const [table, columns] of Object.entries(mixedRows(filler, keys))) {
    const { drop, make } = await filler.indexes(db, table);
    await db.raw(`create table first_${table} as select * from ${table}`);
    await db.raw(filler.empty(table));
    for (const sql of drop) await db.raw(sql);
    await db.raw((await insertLike(db, table, columns, filler.numbers(1, keys))) + filler.inOrder);
    for (const sql of make) await db.raw(sql);
    await db.raw(`drop table first_${table}`);
  }
  await db("latchkey_head").update({ last_seq: keys, last_number: keys });
}

/** A row for each number, like the table's first but in some columns. */
async function insertLike(
  db: Knex,
  table: string,
  columns: Readonly<Record<string, string>>,
  numbers: string,
): Promise<string> {
  const all = Object.keys(await db(table).columnInfo());
  const values = all.map((name) => columns[name] ?? `first.${name}`);
  return `insert into ${table} (${all.join(", ")}) select ${values.join(", ")} from ${numbers} as numbers cross join first_${table} as first`;
}
