import { randomBytes } from "node:crypto";

import type { RequestHandler } from "express";
import { checkAPIKey, extractShortToken, generateAPIKey } from "prefixed-api-key";

import { openDatabase } from "../databases/bench-database.ts";
import type { Keys, Subject } from "./subject.ts";
import { fillTutorialTable, isUsable, type TutorialRow } from "./tutorial-row.ts";

const PREFIX = "acme";
const HEADER = "x-api-key";

const keys: Keys = {
  name: "prefixed",
  async seed(database, count) {
    const tokens: string[] = [];
    const rows: Record<string, string>[] = [];
    while (tokens.length < count) {
      const { token, shortToken, longTokenHash } = await generateAPIKey({ keyPrefix: PREFIX });
      if (token === undefined) throw new Error("no key was made");
      tokens.push(token);
      rows.push({ short_token: shortToken, long_token_hash: longTokenHash });
    }
    await fillTutorialTable(
      database,
      (table) => {
        // Upper and lower case are different tokens.
        table.string("short_token", 8).notNullable().unique().collate("utf8mb4_bin");
        table.string("long_token_hash", 64).notNullable();
      },
      rows,
    );
    return tokens;
  },
  unknown: () => `${PREFIX}_${alphanumeric(8)}_${alphanumeric(24)}`,
  header: [HEADER, ""],
};

/** The package makes keys and compares them; looking them up is left to whoever uses it, and done here as its README says. */
export const prefixedApiKey: Subject = {
  about: "prefixed-api-key + knex",
  keys,
  async protect(database) {
    const db = openDatabase(database);
    const check: RequestHandler = async (req, res, next) => {
      const token = req.header(HEADER);
      const short_token = token === undefined ? undefined : extractShortToken(token);
      if (token === undefined || short_token === undefined) return void res.sendStatus(401);
      const row = await db<TutorialRow & { short_token: string; long_token_hash: string }>("api_keys")
        .where({ short_token })
        .first();
      if (row === undefined || !isUsable(row) || !checkAPIKey(token, row.long_token_hash))
        return void res.sendStatus(401);
      next();
    };
    return { handlers: [check], warm: async () => {}, close: () => db.destroy() };
  },
};

function alphanumeric(length: number): string {
  return randomBytes(length).toString("hex").slice(0, length);
}
