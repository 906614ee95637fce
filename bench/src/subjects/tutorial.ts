import { createHash, randomBytes } from "node:crypto";

import type { Knex } from "knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import type { Keys, Protection, Subject } from "./subject.ts";
import { HEADER, passportHandlers } from "./tutorial-passport.ts";
import { fillTutorialTable, isUsable, type TutorialRow } from "./tutorial-row.ts";

const keys: Keys = {
  name: "tutorial",
  async seed(database, count) {
    const tokens = Array.from({ length: count }, token);
    await fillTutorialTable(
      database,
      (table) => {
        table.string("key_hash", 64).notNullable().unique();
        table.dateTime("last_used_at");
      },
      tokens.map((each) => ({ key_hash: sha256(each) })),
    );
    return tokens;
  },
  unknown: token,
  header: [HEADER, ""],
};

/** What tutorials do: the key's SHA-256 in a column with a unique index, read on each request. */
export const tutorial: Subject = {
  about: "passport + knex, SHA-256",
  keys,
  protect: (database) => protectWith(database, async () => {}),
};

/** The same, and the time of use is written before the request goes on. */
export const tutorialLastUsed: Subject = {
  about: "passport + knex, SHA-256, last used",
  keys,
  async protect(database) {
    return protectWith(database, async (db, { id }) => {
      await db("api_keys").where({ id }).update({ last_used_at: new Date() });
    });
  },
};

async function protectWith(
  database: BenchDatabase,
  used: (db: Knex, row: TutorialRow) => Promise<void>,
): Promise<Protection> {
  const db = openDatabase(database);
  // What the driver has without being told, where the journal is written ahead: no wait for the disk in each write.
  if (database.engine === "sqlite") await db.raw("pragma synchronous = normal");
  const handlers = passportHandlers(async (apiKey) => {
    const row = await db<TutorialRow & { key_hash: string }>("api_keys")
      .where({ key_hash: sha256(apiKey) })
      .first();
    if (row === undefined || !isUsable(row)) return null;
    await used(db, row);
    return { id: row.user_id };
  });
  return { handlers, warm: async () => {}, close: () => db.destroy() };
}

function token(): string {
  return `sk_${randomBytes(32).toString("hex")}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
