import { dropDatabase, type BenchDatabase, type Engine } from "../databases/bench-database.ts";
import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import type { WriteAnswer, WriteQuestion } from "./write.ts";
import { writers, type WriterName } from "./writer.ts";

/** What one fresh start of a writer did. */
export interface Written {
  readonly keysPerSecond: number;
  /** CPU time of the writing process, microseconds for each key. */
  readonly cpuPerKey: number;
}

/** How many keys: to become warm, and then so often so many. */
export interface Amounts {
  readonly warm: number;
  readonly turns: number;
  readonly inTurn: number;
}

export const WRITERS = Object.keys(writers) as readonly WriterName[];

/**
 * Starts all writers afresh, each with a database of its own, and lets them write in turn, a little each time: what the
 * disk does meanwhile, it does to all.
 */
export async function measureWriters(
  engine: Engine,
  folder: string,
  { warm, turns, inTurn }: Amounts,
): Promise<Readonly<Record<WriterName, Written>>> {
  const started = WRITERS.map((name) => startWriter(name, engine, folder));
  try {
    for (const { open, write } of started) {
      await open();
      await write(warm);
    }
    for (const each of started) each.totals.splice(0);
    for (let turn = 0; turn < turns; turn++) for (const { write } of started) await write(inTurn);
    return Object.fromEntries(started.map(({ name, totals }) => [name, summed(totals, inTurn)])) as Record<
      WriterName,
      Written
    >;
  } finally {
    for (const { end } of started) await end();
  }
}

function startWriter(name: WriterName, engine: Engine, folder: string) {
  // Two runs at once would drop each other's.
  const unique = `latchkey_bench_${process.pid}_${name.toLowerCase()}`;
  const database: BenchDatabase = { engine, name: unique, folder };
  const running: RunningProcess<WriteQuestion, WriteAnswer> = startProcess(
    new URL("write.ts", import.meta.url),
    0,
  );
  const totals: WriteAnswer[] = [];
  return {
    name,
    totals,
    open: () => running.ask({ kind: "open", writer: name, database }),
    async write(keys: number) {
      totals.push(await running.ask({ kind: "write", keys }));
    },
    async end() {
      await running.stop();
      await dropDatabase(database);
    },
  };
}

function summed(turns: readonly WriteAnswer[], inTurn: number): Written {
  const keys = turns.length * inTurn;
  const sum = (of: "elapsed" | "cpu") => turns.reduce((total, turn) => total + turn[of], 0);
  return { keysPerSecond: (keys * 1_000) / sum("elapsed"), cpuPerKey: (sum("cpu") * 1_000) / keys };
}
