// In a process of its own: floods a server, and asks meanwhile for what others ask for.
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

import { answerQuestions } from "../processes/answer-questions.ts";
import { paced, type Paced } from "./paced.ts";

/** Requests to one route, at a steady rate. */
export interface Stream {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number;
  /** A file of tokens, one on each line, sent one after the other as `x-api-key`, and again from the beginning. */
  readonly tokens: string | null;
}

export interface SendQuestion {
  readonly seconds: number;
  readonly streams: readonly Stream[];
}

/** What became of one stream. */
export interface Answered {
  /** Milliseconds from sending to the end of the answer. */
  readonly p50: number;
  readonly p99: number;
  readonly statuses: Readonly<Record<string, number>>;
}

export type SendAnswer = Readonly<Record<string, Answered>>;

/** What has no answer by then is a fault of the measurement. */
const PATIENCE_MS = 10_000;

answerQuestions(async ({ seconds, streams }: SendQuestion): Promise<SendAnswer> => {
  const running = streams.map(streaming);
  await paced(running, seconds);
  const answered = await Promise.all(running.map(({ end }) => end()));
  return Object.fromEntries(streams.map(({ name }, index) => [name, answered[index] as Answered]));
});

function streaming({ name, url, perSecond, tokens }: Stream): Paced & { end(): Promise<Answered> } {
  // Connections of its own: none waits for another stream's.
  const agent = new Agent({ keepAlive: true });
  const latencies = createHistogram({ lowest: 1, highest: 60_000_000, figures: 3 });
  const statuses: Record<string, number> = {};
  const next = tokens === null ? () => undefined : tokensOf(tokens);
  let waiting = 0;
  let fault: Error | undefined;

  function act(): void {
    waiting++;
    const began = performance.now();
    const token = next();
    const headers = token === undefined ? {} : { "x-api-key": token };
    get(url, { agent, headers }, (response) => {
      const status = String(response.statusCode);
      statuses[status] = (statuses[status] ?? 0) + 1;
      response.resume().once("end", () => {
        latencies.record(Math.max(1, Math.round((performance.now() - began) * 1_000)));
        waiting--;
      });
    }).once("error", (error) => (fault ??= error));
  }

  async function end(): Promise<Answered> {
    const deadline = performance.now() + PATIENCE_MS;
    while (waiting > 0 && fault === undefined && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10));
    agent.destroy();
    if (fault !== undefined) throw fault;
    if (waiting > 0) throw new Error(`${waiting} requests of ${name} had no answer`);
    return { p50: milliseconds(latencies, 50), p99: milliseconds(latencies, 99), statuses };
  }

  return { perSecond, act, end };
}

function milliseconds(latencies: RecordableHistogram, percent: number): number {
  return latencies.percentile(percent) / 1_000;
}

const positions = new Map<string, number>();

/** Goes on where the last measurement stopped, so that wrong tokens are new ones. */
function tokensOf(file: string): () => string | undefined {
  const tokens = readFileSync(file, "utf8").trimEnd().split("\n");
  return () => {
    const position = positions.get(file) ?? 0;
    positions.set(file, position + 1);
    return tokens[position % tokens.length];
  };
}
