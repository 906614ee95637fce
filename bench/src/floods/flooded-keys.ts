import { join } from "node:path";

import { dropDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { startProcess } from "../processes/start-process.ts";
import { KEYS, type KeysName } from "./flooded-keyring.ts";
import type { SeedQuestion } from "./seed.ts";

/** Keys that were made, and the files of tokens for them. */
export type FloodedKeys = Omit<SeedQuestion, "count">;

export type AllKeys = Readonly<Record<KeysName, FloodedKeys>>;

/** A few suffice: none of them is slower than another. */
const COUNT = 20;

export async function seedKeys(folder: string): Promise<AllKeys> {
  const made: [KeysName, FloodedKeys][] = [];
  for (const keys of Object.keys(KEYS) as KeysName[]) made.push([keys, await seed(keys, folder)]);
  return Object.fromEntries(made) as Record<KeysName, FloodedKeys>;
}

export async function dropKeys(all: AllKeys): Promise<void> {
  for (const { database } of Object.values(all)) await dropDatabase(database);
}

async function seed(keys: KeysName, folder: string): Promise<FloodedKeys> {
  const name = `latchkey_bench_floods_${keys.toLowerCase()}`;
  const database: BenchDatabase = { engine: KEYS[keys].engine, name, folder };
  const file = (kind: string) => join(folder, `${keys}.${kind}`);
  const files = {
    good: file("good"),
    unknown: file("unknown"),
    wrongSecret: file("wrong"),
    malformed: file("malformed"),
  };
  const process = startProcess<SeedQuestion, object>(new URL("seed.ts", import.meta.url), 0);
  try {
    await process.ask({ database, keys, count: COUNT, files });
  } finally {
    await process.stop();
  }
  return { database, keys, files };
}
