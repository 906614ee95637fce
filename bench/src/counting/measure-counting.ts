// In a process of its own: what counting takes of a warm verification, and what a flush of many keys takes.
import { setTimeout as sleep } from "node:timers/promises";

import { createKeyring, type Keyring, type KeyStore, type UsageBatch } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import { do_not_optimize, measure } from "mitata";

import {
  createDatabase,
  dropDatabase,
  openDatabase,
  type BenchDatabase,
} from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { latchkeyKeys, OPTIONS, useOnce } from "../subjects/latchkey.ts";
import { coreWithoutCounting } from "./core-without-counting.ts";

export interface CountingQuestion {
  readonly database: BenchDatabase;
  readonly keys: number;
  /** How often each is measured, one after the other. */
  readonly turns: number;
}

/** One value for each turn. */
export interface CountingAnswer {
  /** Nanoseconds of one verification. */
  readonly counted: number[];
  readonly uncounted: number[];
  readonly uncountedAgain: number[];
  /** Microseconds of this process for one flush of all keys; what a database server does is not among them. */
  readonly flush: number[];
}

/** The keyring reads changes every 500 ms, and trusts its memory for 3 s; nothing else runs while a measure does. */
const BREATH_MS = 700;
const MEASURED_NS = 300e6;
/** As many are measured together: CPU time is told in microseconds. */
const AT_ONCE = 1_000;

answerQuestions(async ({ database, keys, turns }: CountingQuestion): Promise<CountingAnswer> => {
  await createDatabase(database);
  const tokens = await latchkeyKeys.seed(database, keys);
  const db = openDatabase(database);
  const store = knexStore(db);
  const batch = batchOf(tokens);
  const counting = createKeyring({ ...OPTIONS, store });
  const without = (await coreWithoutCounting()).createKeyring({ ...OPTIONS, store });
  for (const keyring of [counting, without]) {
    await keyring.start();
    await useOnce(keyring, tokens);
  }
  const answer: CountingAnswer = { counted: [], uncounted: [], uncountedAgain: [], flush: [] };
  const cases = [
    ["uncounted", verifying(without, tokens)],
    ["counted", verifying(counting, tokens)],
    ["uncountedAgain", verifying(without, tokens)],
  ] as const;
  // Makes the rows, which an application has, and compiles.
  for (let warming = 0; warming < 3; warming++) await cpuOf(() => store.addUsage(batch));
  for (let turn = 0; turn < turns; turn++) {
    for (const [name, verify] of cases) {
      await sleep(BREATH_MS);
      const { p50 } = await measure(verify, { min_cpu_time: MEASURED_NS, now: cpuNanoseconds });
      answer[name].push(p50 / AT_ONCE);
    }
    answer.flush.push(await cpuOf(() => store.addUsage(batch)));
  }
  for (const keyring of [counting, without]) await keyring.close();
  await db.destroy();
  await dropDatabase(database);
  return answer;
});

const ORIGIN = { address: "192.0.2.1", userAgent: "bench" };

function verifying(keyring: Keyring, tokens: readonly string[]): () => void {
  let position = 0;
  return () => {
    for (let call = 0; call < AT_ONCE; call++) {
      position = (position + 1) % tokens.length;
      const verdict = keyring.verifySync(tokens[position] ?? "", ORIGIN);
      if (verdict?.ok !== true) throw new Error("a key was not in memory");
      do_not_optimize(verdict);
    }
  };
}

/** What these tokens' keys have gathered in ten seconds. */
function batchOf(tokens: readonly string[]): UsageBatch {
  const at = Date.now();
  const hour = at - (at % 3_600_000);
  const ids = tokens.map((token) => token.split("_")[2] ?? "");
  return {
    hours: ids.map((keyId) => ({ keyId, hour, accepted: 20, refused: 0 })),
    lastUsed: ids.map((keyId) => ({
      keyId,
      at,
      address: "192.0.2.1",
      userAgent: "bench",
      oldSecretAt: null,
    })),
  } satisfies Parameters<KeyStore["addUsage"]>[0];
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = cpuNanoseconds();
  await work();
  return (cpuNanoseconds() - before) / 1_000;
}

/** CPU time of this process, so that what else the machine does is not counted. */
function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
}
