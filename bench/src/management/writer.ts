import type { BenchDatabase } from "../databases/bench-database.ts";
import { createEach } from "./create-each.ts";
import { createHundreds } from "./create-hundreds.ts";
import { insertEach } from "./insert-each.ts";

/** Writes keys one call after the other, on one connection. */
export interface Writer {
  write(keys: number): Promise<void>;
  close(): Promise<void>;
}

/** All ways of writing keys that are compared, each opened in a process and a database of its own. The second raw one is the control. */
export const writers = {
  raw: insertEach,
  rawAgain: insertEach,
  create: createEach,
  createMany: createHundreds,
} as const satisfies Readonly<Record<string, (database: BenchDatabase) => Promise<Writer>>>;

export type WriterName = keyof typeof writers;
