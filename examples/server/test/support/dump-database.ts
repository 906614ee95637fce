import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { databaseAddress, openDatabase } from "@latchkey/example-host";

const TABLES = {
  mysql: "select table_name as name from information_schema.tables where table_schema = database()",
  postgres: "select table_name as name from information_schema.tables where table_schema = 'public'",
};

/** Everything that somebody with a copy of the database could read; with SQLite, every file beside it as well. */
export async function dumpDatabase(url: string): Promise<string> {
  const address = databaseAddress(url, "");
  if (address.engine === "sqlite") return filesIn(dirname(address.file));
  const db = openDatabase(address);
  try {
    const names = rowsOf(await db.raw(TABLES[address.engine])).map(({ name }) => String(name));
    const tables = await Promise.all(names.map((name) => db.select("*").from(name)));
    return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, tables[index]])));
  } finally {
    await db.destroy();
  }
}

function filesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => `${name}: ${readFileSync(join(folder, name), "latin1")}`)
    .join("\n");
}

/** mysql2 answers with rows and fields, pg with a result that has rows. */
function rowsOf(answer: unknown): readonly Record<string, unknown>[] {
  const { rows } = answer as { rows?: Record<string, unknown>[] };
  return rows ?? (answer as [Record<string, unknown>[]])[0];
}
