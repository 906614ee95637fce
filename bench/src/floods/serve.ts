// In a process of its own: the server that is flooded, started fresh for each measurement.
import { readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import type { BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";
import { floodedApp } from "./flooded-app.ts";
import { floodedKeyring, type Counts, type FloodedKeyring, type KeysName } from "./flooded-keyring.ts";

export type ServeQuestion =
  | {
      readonly kind: "start";
      readonly database: BenchDatabase;
      readonly keys: KeysName;
      readonly limited: boolean;
      /** A file of tokens to warm up with, one on each line. */
      readonly warm: string;
    }
  | { readonly kind: "count" }
  | { readonly kind: "close" };

export interface ServeAnswer {
  readonly origin: string;
  /** Until now, without warming up. */
  readonly counts: Counts;
  /** CPU time of the process until now, microseconds. */
  readonly cpu: number;
}

let origin = "";
let flooded: FloodedKeyring | undefined;
let close = async () => {};

answerQuestions(async (question: ServeQuestion): Promise<ServeAnswer> => {
  if (question.kind === "start") await start(question);
  if (question.kind === "close") await close();
  const { user, system } = process.cpuUsage();
  return { origin, counts: { ...(flooded?.counts ?? NOTHING) }, cpu: user + system };
});

const NOTHING: Counts = { reads: 0, hits: 0, missed: 0 };

async function start({ database, keys, limited, warm }: ServeQuestion & { kind: "start" }): Promise<void> {
  flooded = floodedKeyring(database, keys, limited);
  const { keyring, counts } = flooded;
  await keyring.start();
  for (const token of readFileSync(warm, "utf8").trimEnd().split("\n"))
    if (!(await keyring.verify(token)).ok) throw new Error("a key was refused");
  Object.assign(counts, NOTHING);

  const file = join(database.folder, "file.txt");
  writeFileSync(file, "what the file route answers\n");
  const server = floodedApp(keyring, file).listen(0, "127.0.0.1");
  // A connection that the server gives up for idle just when it is used again would be a request without an answer.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    server.close();
    await flooded?.close();
  };
}
