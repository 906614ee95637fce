import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { dropDatabase, type BenchDatabase, type Engine } from "../databases/bench-database.ts";
import { startProcess } from "../processes/start-process.ts";
import { subjects, type SubjectName } from "../subjects/subjects.ts";
import type { SeedQuestion } from "./seed.ts";

/** What the subjects of one comparison are given. */
export interface Setting {
  readonly engine: Engine;
  readonly keys: number;
}

/** The keys of one subject, made for one setting. */
export interface Seeded {
  readonly database: BenchDatabase;
  /** Files with a token on each line. */
  readonly good: string;
  readonly unknown: string;
  readonly header: readonly [name: string, before: string];
}

const UNKNOWNS = 50_000;

/**
 * Makes the keys that these subjects need; those that share their keys share the database. What has no keys is sent
 * those of another: the same requests.
 */
export async function seedSetting(
  { engine, keys }: Setting,
  names: readonly SubjectName[],
  folder: string,
): Promise<ReadonlyMap<SubjectName, Seeded>> {
  mkdirSync(folder, { recursive: true });
  const byKeys = new Map<string, Seeded>();
  const bySubject = new Map<SubjectName, Seeded>();
  for (const name of names) {
    const made = subjects[name].keys;
    if (made === null) continue;
    const seeded = byKeys.get(made.name) ?? (await seed(name, `${made.name}_${keys}`));
    byKeys.set(made.name, seeded);
    bySubject.set(name, seeded);
  }
  const [anyKeys] = byKeys.values();
  for (const name of names)
    if (anyKeys !== undefined && subjects[name].keys === null) bySubject.set(name, anyKeys);
  return bySubject;

  async function seed(subject: SubjectName, label: string): Promise<Seeded> {
    const database: BenchDatabase = { engine, name: `latchkey_bench_${label}`, folder };
    const files = {
      good: join(folder, `${label}.${engine}.good`),
      unknown: join(folder, `${label}.${engine}.unknown`),
    };
    const process = startProcess<SeedQuestion, Pick<Seeded, "header">>(
      new URL("seed.ts", import.meta.url),
      0,
    );
    try {
      const { header } = await process.ask({ subject, database, count: keys, unknowns: UNKNOWNS, ...files });
      return { database, ...files, header };
    } finally {
      await process.stop();
    }
  }
}

export async function dropSetting(seeded: ReadonlyMap<SubjectName, Seeded>): Promise<void> {
  for (const database of new Set([...seeded.values()].map(({ database }) => database)))
    await dropDatabase(database);
}
