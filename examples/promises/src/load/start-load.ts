import type { ServerProcess } from "../servers/start-server-processes.ts";
import type { IssuedKey } from "../servers/operator.ts";
import type { AnswerLog } from "./answer-log.ts";
import { askWhoAmI } from "./ask-who-am-i.ts";

export interface Load {
  /** Sends nothing more; resolves when everything has been answered. */
  stop(): Promise<void>;
}

export interface LoadSettings {
  readonly servers: readonly ServerProcess[];
  /** The keys at this moment. */
  readonly keys: () => readonly IssuedKey[];
  /** Requests a second, over all processes. */
  readonly rate: number;
  readonly log: AnswerLog;
}

const TICK_MS = 10;
/** A process that does not answer is not buried under requests. */
const MOST_WAITING = 40;

/** Asks every process with every key, in turns, at a steady rate. */
export function startLoad({ servers, keys, rate, log }: LoadSettings): Load {
  const waiting = servers.map(() => new Set<Promise<unknown>>());
  const begun = performance.now();
  let due = 0;
  let turn = 0;

  const timer = setInterval(() => {
    // What a stall has missed is not made up for.
    const target = ((performance.now() - begun) / 1000) * rate;
    due = Math.max(due, target - rate / 10);
    for (; due < target; due++) sendNext();
  }, TICK_MS);

  function sendNext(): void {
    const all = keys();
    const process = turn % servers.length;
    const key = all[Math.floor(turn / servers.length) % all.length];
    const server = servers[process];
    const unanswered = waiting[process];
    turn += 1;
    if (key === undefined || server === undefined || unanswered === undefined) return;
    if (unanswered.size >= MOST_WAITING) return;
    const asked = askWhoAmI(server.client, key).then((answer) => {
      log.record(process, key, answer);
      unanswered.delete(asked);
    });
    unanswered.add(asked);
  }

  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(waiting.flatMap((unanswered) => [...unanswered]));
    },
  };
}
