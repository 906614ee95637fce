import { randomBytes } from "node:crypto";

import { systemActor } from "@latchkey/core";
import type { Knex } from "knex";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { inputOf, openKeyring } from "./open-keyring.ts";
import { preparedInsert } from "./prepared-insert.ts";
import type { Writer } from "./writer.ts";

const TABLE = "latchkey_keys";

/**
 * The limit: rows equal to those that the keyring writes, in the same table with the same indexes, by the driver itself
 * with a statement prepared once. Each is a transaction of its own; no lock, no quota, no change.
 */
export async function insertEach(database: BenchDatabase): Promise<Writer> {
  const { db, keyring, close } = await openKeyring(database);
  await keyring.create(inputOf(0), systemActor("bench"));
  const row = (await db(TABLE).first()) as Readonly<Record<string, unknown>>;
  const client = db.client as Knex.Client;
  const connection: unknown = await client.acquireConnection();
  const insert = preparedInsert(database.engine, connection, TABLE, Object.keys(row));
  let number = Number(row.number);
  return {
    async write(keys) {
      for (let made = 0; made < keys; made++) await insert(Object.values(another(row, ++number)));
    },
    async close() {
      await client.releaseConnection(connection);
      await close();
    },
  };
}

function another(row: Readonly<Record<string, unknown>>, number: number): Readonly<Record<string, unknown>> {
  const name = `API key ${number}`;
  return { ...row, number, id: randomBytes(8).toString("hex"), name, name_lower: name.toLowerCase() };
}
