import { apiKey, defaultKeyHasher } from "@better-auth/api-key";
import { getMigrations } from "better-auth/db/migration";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { openBetterAuthDatabase } from "./better-auth-database.ts";
import { betterAuthKey, letters } from "./better-auth-key.ts";
import { MAX_REQUESTS } from "./better-auth-protection.ts";
import { ROWS_AT_ONCE } from "./tutorial-row.ts";

const DAY = 86_400_000;
const ID_LENGTH = 32;

/** Writes the rows that `auth.api.createApiKey` would have, in its own tables and with its own hash, many at once. */
export async function seed(where: BenchDatabase, count: number): Promise<readonly string[]> {
  await makeTables(where);
  const tokens = Array.from({ length: count }, betterAuthKey);
  const rows = await Promise.all(tokens.map((token) => rowOf(token, where)));
  const db = openDatabase(where);
  await db.batchInsert("apikey", rows, ROWS_AT_ONCE);
  await db.destroy();
  return tokens;
}

async function makeTables(where: BenchDatabase): Promise<void> {
  const { database, close } = openBetterAuthDatabase(where);
  const { runMigrations } = await getMigrations({
    database,
    plugins: [apiKey()],
    logger: { disabled: true },
  });
  await runMigrations();
  await close();
}

/** A key of a user of its own; the users are not read when a key is checked, and not made. */
async function rowOf(token: string, where: BenchDatabase) {
  const now = Date.now();
  return {
    id: letters(ID_LENGTH),
    configId: "default",
    start: token.slice(0, 6),
    referenceId: letters(ID_LENGTH),
    key: await defaultKeyHasher(token),
    enabled: true,
    rateLimitEnabled: true,
    rateLimitTimeWindow: DAY,
    rateLimitMax: MAX_REQUESTS,
    requestCount: 0,
    expiresAt: writtenDate(now + DAY, where),
    createdAt: writtenDate(now, where),
    updatedAt: writtenDate(now, where),
    metadata: "null",
  };
}

/** As its adapters write it: text in SQLite, a time in UTC in MariaDB. */
function writtenDate(time: number, { engine }: BenchDatabase): string {
  const text = new Date(time).toISOString();
  return engine === "sqlite" ? text : text.replace("T", " ").replace("Z", "");
}
