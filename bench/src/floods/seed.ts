// In a process of its own: makes the keys that are flooded, and files of tokens.
import { writeFileSync } from "node:fs";

import { systemActor } from "@latchkey/core";
import { migrate } from "@latchkey/knex";

import { createDatabase, openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { floodedKeyring, type KeysName } from "./flooded-keyring.ts";
import { WRONG, type TokenKind } from "./tokens.ts";

export interface SeedQuestion {
  readonly database: BenchDatabase;
  readonly keys: KeysName;
  readonly count: number;
  /** The files to write, a token on each line. */
  readonly files: Readonly<Record<"good" | TokenKind, string>>;
}

const WRONG_ONES = 10_000;

answerQuestions(async ({ database, keys, count, files }: SeedQuestion) => {
  await createDatabase(database);
  const db = openDatabase(database);
  await migrate(db);
  await db.destroy();

  const { keyring, close } = floodedKeyring(database, keys, false);
  const good: string[] = [];
  for (let made = 0; made < count; made++) {
    const { token } = await keyring.create({ orgId: "acme", role: "reader" }, systemActor("bench"));
    good.push(token);
  }
  await close();
  writeFileSync(files.good, good.join("\n"));
  for (const [kind, wrong] of Object.entries(WRONG)) {
    const tokens = Array.from({ length: WRONG_ONES }, (_, index) => wrong(good[index % count] ?? "", index));
    writeFileSync(files[kind as TokenKind], tokens.join("\n"));
  }
  return {};
});
