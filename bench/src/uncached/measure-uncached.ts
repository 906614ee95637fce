// In a process of its own: verifications that read their row, beside the read alone, in turn.
import { setImmediate as nextTurn } from "node:timers/promises";

import { createKeyring } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { medianOf } from "../figures/spread.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { OPTIONS } from "../subjects/latchkey.ts";
import { rawRead } from "./raw-read.ts";

export interface UncachedQuestion {
  readonly database: BenchDatabase;
  readonly tokens: readonly string[];
  /** How often each is measured, one after the other. */
  readonly turns: number;
  /** Calls of one turn, one at a time. */
  readonly calls: number;
}

export const MEASURED = ["read", "verify", "readAgain", "verifyApart"] as const;
/** Of one call, in the median turn: microseconds on the clock, and of this process's CPU time. */
export interface Cost {
  readonly latency: number;
  readonly cpu: number;
}
export type UncachedAnswer = Readonly<Record<(typeof MEASURED)[number], Cost>>;

type Call = (token: string) => unknown;

answerQuestions(async ({ database, tokens, turns, calls }: UncachedQuestion): Promise<UncachedAnswer> => {
  const [readers, verifiers] = [openDatabase(database), openDatabase(database)];
  const keyring = createKeyring({ ...OPTIONS, cache: false, store: knexStore(verifiers) });
  const read = await rawRead(readers, database);
  const readRow: Call = (token) => read(idOf(token));
  const cases = {
    read: readRow,
    verify: (token: string) => keyring.verify(token, ORIGIN),
    readAgain: readRow,
    verifyApart: (token: string) => keyring.verify(token, ORIGIN),
  };
  for (const token of tokens) await requireBoth(token, read, cases.verify);

  const costs: Record<keyof typeof cases, Cost[]> = { read: [], verify: [], readAgain: [], verifyApart: [] };
  // The first half compiles what runs often.
  for (let turn = -turns; turn < turns; turn++)
    for (const name of MEASURED) {
      const cost = await (name === "verifyApart" ? costApart : costOf)(cases[name], tokens, calls);
      if (turn >= 0) costs[name].push(cost);
    }
  return {
    read: median(costs.read),
    verify: median(costs.verify),
    readAgain: median(costs.readAgain),
    verifyApart: median(costs.verifyApart),
  };
});

const ORIGIN = { address: "192.0.2.1", userAgent: "bench" };

async function costOf(call: Call, tokens: readonly string[], calls: number): Promise<Cost> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  for (let index = 0; index < calls; index++) {
    const answer = call(tokens[index % tokens.length] ?? "");
    // A read that answers at once is not to be made to wait.
    if (answer instanceof Promise) await answer;
  }
  const { user, system } = process.cpuUsage(before);
  return { latency: ((performance.now() - began) * 1_000) / calls, cpu: (user + system) / calls };
}

/** Each call in a turn of the event loop of its own, as where no other request comes at the same time. */
async function costApart(call: Call, tokens: readonly string[], calls: number): Promise<Cost> {
  const before = process.cpuUsage();
  let latency = 0;
  for (let index = 0; index < calls; index++) {
    const began = performance.now();
    await call(tokens[index % tokens.length] ?? "");
    latency += performance.now() - began;
    await nextTurn();
  }
  const { user, system } = process.cpuUsage(before);
  return { latency: (latency * 1_000) / calls, cpu: (user + system) / calls };
}

function median(costs: readonly Cost[]): Cost {
  return {
    latency: medianOf(costs.map(({ latency }) => latency)),
    cpu: medianOf(costs.map(({ cpu }) => cpu)),
  };
}

async function requireBoth(token: string, read: (id: string) => unknown, verify: Call): Promise<void> {
  const verdict = (await verify(token)) as { readonly ok: boolean };
  if (!verdict.ok || !(await read(idOf(token)))) throw new Error("a key was not found");
}

function idOf(token: string): string {
  return token.split("_")[2] ?? "";
}
