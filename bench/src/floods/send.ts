// In a process of its own: floods a server, and asks meanwhile for what others ask for.
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";

import { answerQuestions } from "../processes/answer-questions.ts";
import { paced, type Paced } from "./paced.ts";

/** Requests to one route, so many a second on average. */
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
  /** Of each request, milliseconds from sending to the end of the answer. */
  readonly latencies: readonly number[];
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

/** Connections of each stream's own, so that none waits for another's; they stay open from one question to the next. */
const agents = new Map<string, Agent>();

function agentOf(name: string): Agent {
  const agent = agents.get(name) ?? new Agent({ keepAlive: true });
  agents.set(name, agent);
  return agent;
}

function streaming({ name, url, perSecond, tokens }: Stream): Paced & { end(): Promise<Answered> } {
  const agent = agentOf(name);
  const latencies: number[] = [];
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
        latencies.push(performance.now() - began);
        waiting--;
      });
    }).once("error", (error) => (fault ??= error));
  }

  async function end(): Promise<Answered> {
    const deadline = performance.now() + PATIENCE_MS;
    while (waiting > 0 && fault === undefined && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (fault !== undefined) throw fault;
    if (waiting > 0) throw new Error(`${waiting} requests of ${name} had no answer`);
    return { latencies, statuses };
  }

  return { perSecond, act, end };
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
