// In a process of its own: which statements come of 10,000 warm requests, and which of the flush behind them.
import { AsyncLocalStorage } from "node:async_hooks";
import { writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { createKeyring, type KeyStore } from "@latchkey/core";
import { authenticate, requirePermission } from "@latchkey/express";
import { knexStore } from "@latchkey/knex";
import express, { type RequestHandler } from "express";

import {
  createDatabase,
  dropDatabase,
  openDatabase,
  type BenchDatabase,
} from "../databases/bench-database.ts";
import type { LoadAnswer, LoadQuestion } from "../http/load.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { startProcess } from "../processes/start-process.ts";
import { latchkeyKeys, OPTIONS, useOnce } from "../subjects/latchkey.ts";

export interface StatementsQuestion {
  readonly database: BenchDatabase;
  readonly keys: number;
  readonly seconds: number;
}

export interface StatementsAnswer {
  readonly requests: number;
  /** Of any kind, whether a request waited for them or not. */
  readonly ofRequests: number;
  /** Of one key in one table within one flush, the most there were. */
  readonly mostUpdates: number;
  readonly flushes: number;
}

interface Statement {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

answerQuestions(async ({ database, keys, seconds }: StatementsQuestion): Promise<StatementsAnswer> => {
  await createDatabase(database);
  const tokens = await latchkeyKeys.seed(database, keys);
  const db = openDatabase(database);
  const origin = new AsyncLocalStorage<Statement[]>();
  db.on("query", (statement: Statement) => origin.getStore()?.push(statement));
  const flushes: Statement[][] = [];
  const store = whoseFlushesAreSeen(knexStore(db), origin, flushes);
  // The time stands still, so that no flush holds two hours of a key.
  const now = Date.now();
  const keyring = createKeyring({ ...OPTIONS, store, clock: { now: () => now } });
  await keyring.start();
  await useOnce(keyring, tokens);
  const ofRequests: Statement[] = [];
  const seen: RequestHandler = (_req, _res, next) => origin.run(ofRequests, next);
  const requests = await requested(database, tokens, seconds, [
    seen,
    authenticate(keyring),
    requirePermission("bundles:read"),
  ]);
  await keyring.close();
  if (new Set(flushes.flatMap((flush) => [...updatesOf(flush, tokens).keys()])).size < 2 * keys)
    throw new Error("not every key's use was written");
  await db.destroy();
  await dropDatabase(database);
  return {
    requests,
    ofRequests: ofRequests.length,
    mostUpdates: Math.max(...flushes.flatMap((flush) => [...updatesOf(flush, tokens).values()])),
    flushes: flushes.length,
  };
});

function whoseFlushesAreSeen(
  store: KeyStore,
  origin: AsyncLocalStorage<Statement[]>,
  flushes: Statement[][],
): KeyStore {
  return {
    ...store,
    addUsage(batch) {
      // One that a request has begun is told of as the request's.
      const ofRequest = origin.getStore();
      const flush: Statement[] = ofRequest ?? [];
      if (ofRequest === undefined) flushes.push(flush);
      return origin.run(flush, () => store.addUsage(batch));
    },
  };
}

/** How many requests a route behind these handlers has answered with 200. */
async function requested(
  { folder, name, engine }: BenchDatabase,
  tokens: readonly string[],
  seconds: number,
  handlers: readonly RequestHandler[],
): Promise<number> {
  const app = express();
  app.get("/", ...handlers, (_req, res) => void res.json({ bundles: [] }));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const good = join(folder, `${name}.${engine}.counted`);
  writeFileSync(good, tokens.join("\n"));
  const load = startProcess<LoadQuestion, LoadAnswer>(new URL("../http/load.ts", import.meta.url), 1);
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const sent = { header: latchkeyKeys.header, good, unknown: good, percentUnknown: 0 };
    const { statuses } = await load.ask({ url, seconds, connections: 16, tokens: sent });
    if (Object.keys(statuses).join() !== "200") throw new Error(`answered ${JSON.stringify(statuses)}`);
    return statuses["200"] ?? 0;
  } finally {
    await load.stop();
    server.closeAllConnections();
    server.close();
  }
}

/** How often each key was written to in each table. */
function updatesOf(flush: readonly Statement[], tokens: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Set(tokens.map((token) => token.split("_")[2]));
  const updates = new Map<string, number>();
  for (const { sql, bindings = [] } of flush) {
    const table = /^insert into .(\w+)/.exec(sql)?.[1];
    if (table === undefined) continue;
    for (const value of bindings)
      if (typeof value === "string" && ids.has(value))
        updates.set(`${table} ${value}`, (updates.get(`${table} ${value}`) ?? 0) + 1);
  }
  return updates;
}
