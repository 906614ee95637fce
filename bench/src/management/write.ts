// In a process of its own: writes keys in one of the ways that are compared, and tells how long that took.
import { createDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { writers, type Writer, type WriterName } from "./writer.ts";

export type WriteQuestion =
  | { readonly kind: "open"; readonly writer: WriterName; readonly database: BenchDatabase }
  | { readonly kind: "write"; readonly keys: number }
  | { readonly kind: "close" };

export interface WriteAnswer {
  /** Milliseconds. */
  readonly elapsed: number;
  /** CPU time of this process, milliseconds. */
  readonly cpu: number;
}

let open: Writer | undefined;

answerQuestions(async (question: WriteQuestion): Promise<WriteAnswer> => {
  const before = process.cpuUsage();
  const began = performance.now();
  await follow(question);
  const elapsed = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { elapsed, cpu: (user + system) / 1_000 };
});

async function follow(question: WriteQuestion): Promise<void> {
  if (question.kind === "open") {
    await createDatabase(question.database);
    open = await writers[question.writer](question.database);
  }
  if (question.kind === "write") await open?.write(question.keys);
  if (question.kind === "close") await open?.close();
}
