// In a process of its own: makes the keys of a subject, and files with its tokens.
import { writeFileSync } from "node:fs";

import { createDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { subjects, type SubjectName } from "../subjects/subjects.ts";

export interface SeedQuestion {
  readonly subject: SubjectName;
  readonly database: BenchDatabase;
  readonly count: number;
  readonly unknowns: number;
  /** The files to write, a token on each line. */
  readonly good: string;
  readonly unknown: string;
}

answerQuestions(async ({ subject, database, count, unknowns, good, unknown }: SeedQuestion) => {
  const { keys } = subjects[subject];
  if (keys === null) throw new Error(`${subject} has no keys`);
  await createDatabase(database);
  writeFileSync(good, (await keys.seed(database, count)).join("\n"));
  writeFileSync(unknown, Array.from({ length: unknowns }, () => keys.unknown()).join("\n"));
  return { header: keys.header };
});
