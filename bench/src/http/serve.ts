// In a process of its own: one route behind one subject, started fresh for each round.
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";

import express from "express";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { subjects, type SubjectName } from "../subjects/subjects.ts";

export type ServeQuestion =
  | {
      readonly kind: "start";
      readonly subject: SubjectName;
      readonly database: BenchDatabase;
      /** A file of tokens to warm up with, one on each line. */
      readonly warm: string;
    }
  /** CPU time of this process until now. */
  | { readonly kind: "usage" }
  | { readonly kind: "close" };

export interface ServeAnswer {
  /** Of the route; after `start`. */
  readonly url: string;
  /** Microseconds, user and system. */
  readonly cpu: number;
}

let url = "";
let close = async () => {};

answerQuestions(async (question: ServeQuestion): Promise<ServeAnswer> => {
  if (question.kind === "start") url = await start(question);
  if (question.kind === "close") await close();
  const { user, system } = process.cpuUsage();
  return { url, cpu: user + system };
});

async function start({ subject, database, warm }: ServeQuestion & { kind: "start" }): Promise<string> {
  const protection = await subjects[subject].protect(database);
  const app = express();
  app.get("/api/bundles", ...protection.handlers, (_req, res) => {
    res.json({ bundles: [] });
  });
  await protection.warm(readFileSync(warm, "utf8").trimEnd().split("\n"));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  close = async () => {
    server.closeAllConnections();
    server.close();
    await protection.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/bundles`;
}
