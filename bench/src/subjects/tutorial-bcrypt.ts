import { randomBytes } from "node:crypto";

import bcrypt from "bcrypt";

import { openDatabase } from "../databases/bench-database.ts";
import type { Keys, Subject } from "./subject.ts";
import { HEADER, passportHandlers } from "./tutorial-passport.ts";
import { fillTutorialTable, isUsable, type TutorialRow } from "./tutorial-row.ts";

/** What the package's README and every tutorial use. */
const COST = 10;
/** A bcrypt hash takes a twentieth of a second; 100,000 of them would take an hour and a half. */
const MOST_REAL = 200;
const REAL_SHARE = 0.2;

/**
 * Only the first keys have a hash of their own, and only those are sent; the other rows, which make the table as large
 * as it is to be, repeat one of these hashes. Nothing here remembers a key, so that few of them cost what many would.
 */
const keys: Keys = {
  name: "tutorialbcrypt",
  async seed(database, count) {
    const tokens = Array.from({ length: Math.min(MOST_REAL, Math.ceil(count * REAL_SHARE)) }, token);
    const hashes = await Promise.all(tokens.map((each) => bcrypt.hash(each, COST)));
    await fillTutorialTable(
      database,
      (table) => {
        table.string("prefix", 16).notNullable().unique();
        table.string("key_hash", 60).notNullable();
      },
      Array.from({ length: count }, (_, index) => ({
        prefix: prefixOf(tokens[index] ?? token()),
        key_hash: hashes[index] ?? hashes[0] ?? "",
      })),
    );
    return tokens;
  },
  unknown: token,
  header: [HEADER, ""],
};

/** The key's row is found by its first characters, and the key compared as passwords are. */
export const tutorialBcrypt: Subject = {
  about: "passport + knex, bcrypt",
  keys,
  leastSeconds: 3,
  async protect(database) {
    const db = openDatabase(database);
    const handlers = passportHandlers(async (apiKey) => {
      const row = await db<TutorialRow & { prefix: string; key_hash: string }>("api_keys")
        .where({ prefix: prefixOf(apiKey) })
        .first();
      if (row === undefined || !isUsable(row)) return null;
      return (await bcrypt.compare(apiKey, row.key_hash)) ? { id: row.user_id } : null;
    });
    return { handlers, warm: async () => {}, close: () => db.destroy() };
  },
};

/** Short enough for bcrypt, which reads 72 bytes. */
function token(): string {
  return `sk_${randomBytes(6).toString("hex")}_${randomBytes(24).toString("base64url")}`;
}

function prefixOf(apiKey: string): string {
  return apiKey.slice(0, 15);
}
