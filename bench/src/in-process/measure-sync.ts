// In a process of its own: what one warm verification takes, beside the limit, in turn.
import { setTimeout as sleep } from "node:timers/promises";

import { createKeyring } from "@latchkey/core";
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
import { probeMemory } from "../subjects/probe.ts";

export interface SyncQuestion {
  readonly database: BenchDatabase;
  readonly keys: number;
  /** How often each is measured, one after the other. */
  readonly turns: number;
}

export const MEASURED = ["probe", "probeAgain", "verifySync", "forged", "malformed"] as const;
/** Nanoseconds, one value for each turn. */
export type SyncAnswer = Readonly<Record<(typeof MEASURED)[number], number[]>>;

/** Short, so that what changes on the machine changes for all; between two of them the keyring reads what has changed. */
const MEASURED_NS = 30e6;
const BREATH_MS = 10;

answerQuestions(async ({ database, keys, turns }: SyncQuestion): Promise<SyncAnswer> => {
  await createDatabase(database);
  const tokens = (await latchkeyKeys.seed(database, keys)).map(asFromHeader);
  const db = openDatabase(database);
  const keyring = createKeyring({ ...OPTIONS, store: knexStore(db) });
  await keyring.start();
  await useOnce(keyring, tokens);
  const known = probeMemory();
  known.remember(tokens);

  const probe = (token: string) => known.has(token);
  const verdict = (token: string) => {
    const found = keyring.verifySync(token, ORIGIN);
    if (found === undefined) throw new Error("a key was not in memory");
    return found.ok;
  };
  const cases = {
    probe: over(tokens, probe, true),
    probeAgain: over(tokens, probe, true),
    verifySync: over(tokens, verdict, true),
    forged: over(tokens.map(withAnotherEnd).map(asFromHeader), verdict, false),
    malformed: over(
      tokens.map((token, index) => asFromHeader(malformed(token, index))),
      verdict,
      false,
    ),
  };

  const times: SyncAnswer = { probe: [], probeAgain: [], verifySync: [], forged: [], malformed: [] };
  for (let turn = 0; turn < turns; turn++)
    for (const name of MEASURED) {
      await sleep(BREATH_MS);
      const { p50 } = await measure(cases[name], { min_cpu_time: MEASURED_NS });
      times[name].push(p50);
    }
  await keyring.close();
  await db.destroy();
  await dropDatabase(database);
  return times;
});

/** One flat text, as the parser of HTTP makes it; one that was put together is read more slowly. */
function asFromHeader(token: string): string {
  return Buffer.from(token, "latin1").toString("latin1");
}

const ORIGIN = { address: "192.0.2.1", userAgent: "bench" };

/** A function that asks about the next of these each time it is called. */
function over(tokens: readonly string[], ask: (token: string) => boolean, expected: boolean): () => void {
  if (tokens.some((token) => ask(token) !== expected)) throw new Error("an answer was not the expected one");
  let position = 0;
  return () => {
    position = (position + 1) % tokens.length;
    do_not_optimize(ask(tokens[position] ?? ""));
  };
}

/** The same with another last character: its checksum does not hold. */
function withAnotherEnd(token: string): string {
  return token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
}

/** In several ways, from what is seen at once to what is seen at the end. */
function malformed(token: string, index: number): string {
  const ways = [
    token.slice(1),
    token.slice(0, -1),
    `${token.slice(0, -1)}!`,
    `${token.slice(0, 20)}ä${token.slice(21)}`,
  ];
  return ways[index % ways.length] ?? "";
}
