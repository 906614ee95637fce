// In a process of its own: sends requests with autocannon, and tells what came back.
import { readFileSync } from "node:fs";

import autocannon from "autocannon";

import { answerQuestions } from "../processes/answer-questions.ts";

export interface LoadQuestion {
  readonly url: string;
  readonly seconds: number;
  /** In place of the seconds: how many requests are sent in all. */
  readonly requests?: number | undefined;
  readonly connections: number;
  readonly tokens: {
    readonly header: readonly [name: string, before: string];
    /** Files with a token on each line, sent one after the other and again from the beginning. */
    readonly good: string;
    readonly unknown: string;
    /** How many of a hundred requests carry an unknown token. */
    readonly percentUnknown: number;
  };
}

export interface LoadAnswer {
  readonly requests: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** The share of one core that sending took: near 1, the load was what limited the figure. */
  readonly busy: number;
}

const files = new Map<string, readonly string[]>();
/** Goes on where the last run stopped, so that unknown tokens are new ones. */
const positions = new Map<string, number>();

answerQuestions(send);

async function send({ url, seconds, requests, connections, tokens }: LoadQuestion): Promise<LoadAnswer> {
  const before = process.cpuUsage();
  const began = performance.now();
  const result = await autocannon({
    url,
    ...(requests === undefined ? { duration: seconds } : { amount: requests }),
    // It looks whether it is done only as often as it samples.
    sampleInt: 50,
    connections,
    requests: [{ setupRequest: withToken(tokens) }],
  });
  const elapsed = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  if (result.errors > 0) throw new Error(`${result.errors} requests to ${url} had no answer`);
  const statuses = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count]);
  return {
    requests: result.requests.total,
    // Its own `duration` is rounded to hundredths of a second.
    seconds: (result.finish.getTime() - result.start.getTime()) / 1_000,
    statuses: Object.fromEntries(statuses) as Record<string, number>,
    busy: (user + system) / 1_000 / elapsed,
  };
}

function withToken({ header, good, unknown, percentUnknown }: LoadQuestion["tokens"]) {
  const [name, before] = header;
  let sent = 0;
  return (request: autocannon.Request): autocannon.Request => {
    const file = sent++ % 100 < percentUnknown ? unknown : good;
    return { ...request, headers: { [name]: before + next(file) } };
  };
}

function next(file: string): string {
  const tokens = files.get(file) ?? readFileSync(file, "utf8").trimEnd().split("\n");
  files.set(file, tokens);
  const position = positions.get(file) ?? 0;
  positions.set(file, position + 1);
  return tokens[position % tokens.length] ?? "";
}
