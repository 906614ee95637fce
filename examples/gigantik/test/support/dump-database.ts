import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { databaseAddress } from "@latchkey/example-host";

import { inDatabase } from "./start-gigantik.js";

const TABLES = {
  mysql: "select table_name as name from information_schema.tables where table_schema = database()",
  postgres: "select table_name as name from information_schema.tables where table_schema = 'public'",
  sqlite: "select name from sqlite_master where type = 'table'",
};

/** Everything that somebody with a copy of the database could read; with SQLite, every file beside it as well. */
export async function dumpDatabase(url: string): Promise<string> {
  const address = databaseAddress(url, "");
  const rows = await inDatabase(url, async (db) => {
    const names = rowsOf(await db.raw(TABLES[address.engine])).map(({ name }) => String(name));
    return Promise.all(names.map(async (name) => [name, await db.select("*").from(name)]));
  });
  return JSON.stringify(rows) + (address.engine === "sqlite" ? filesIn(dirname(address.file)) : "");
}

function filesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("\n");
}

/** better-sqlite3 answers with rows, mysql2 with rows and fields, pg with a result that has rows. */
function rowsOf(answer: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(answer)) return (answer as { rows: Record<string, unknown>[] }).rows;
  return (Array.isArray(answer[0]) ? answer[0] : answer) as Record<string, unknown>[];
}
