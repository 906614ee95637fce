import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import { subjects, type SubjectName } from "../subjects/subjects.ts";
import type { LoadAnswer, LoadQuestion } from "./load.ts";
import { LOADS, type LoadName } from "./loads.ts";
import type { ServeAnswer, ServeQuestion } from "./serve.ts";
import type { Seeded } from "./settings.ts";
import { untilIdle } from "./until-idle.ts";

/** One burst of requests. */
export interface Burst {
  readonly requests: number;
  readonly seconds: number;
  /** Of the server's process, microseconds. */
  readonly cpu: number;
  /** The share of its core that sending took. */
  readonly busy: number;
}

/** How much is sent at a time: for so long, or so many. */
export type Amount = Pick<LoadQuestion, "seconds" | "requests">;

/** A server with one subject, started fresh. */
export interface OpenSubject {
  /** Sends requests, and waits until the server has nothing left to do, so that it leaves the next one alone. */
  send(load: LoadName, amount: Amount): Promise<Burst>;
  close(): Promise<void>;
}

/** The process that sends. */
export type Sender = RunningProcess<LoadQuestion, LoadAnswer>;

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const CONNECTIONS = 16;
/** Above this share of its core the load was what limited the figure. */
const BUSIEST = 0.97;

export function startSender(): Sender {
  return startProcess(new URL("load.ts", import.meta.url), LOAD_CORE);
}

/** Starts a server with a subject, whose keys were made before, and warms it up. */
export async function openSubject(
  subject: SubjectName,
  seeded: Seeded,
  sender: Sender,
): Promise<OpenSubject> {
  const server = startProcess<ServeQuestion, ServeAnswer>(new URL("serve.ts", import.meta.url), SERVER_CORE);
  try {
    const { database, good } = seeded;
    const { url } = await server.ask({ kind: "start", subject, database, warm: good });
    return {
      async send(load, amount) {
        const tokens = { ...seeded, percentUnknown: LOADS[load] };
        const before = await server.ask({ kind: "usage" });
        const answer = await sender.ask({ url, connections: CONNECTIONS, tokens, ...amount });
        const after = await server.ask({ kind: "usage" });
        requireExpected(subject, load, answer);
        await untilIdle(server);
        const { requests, seconds, busy } = answer;
        return { requests, seconds, cpu: after.cpu - before.cpu, busy };
      },
      async close() {
        await server.ask({ kind: "close" });
        await server.stop();
      },
    };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}

/** A figure of anything but the answers that were asked for is none. */
function requireExpected(subject: SubjectName, load: LoadName, answer: LoadAnswer): void {
  const { statuses, requests, busy } = answer;
  const good = statuses["200"] ?? 0;
  const refused = statuses["401"] ?? 0;
  const wanted = subjects[subject].keys === null ? 0 : (requests * LOADS[load]) / 100;
  const slack = Math.max(2, requests * 0.005);
  if (requests === 0 || good + refused !== requests || Math.abs(refused - wanted) > slack)
    throw new Error(`${subject} under ${load} answered ${JSON.stringify(statuses)}`);
  if (busy > BUSIEST)
    console.warn(`  ${subject} under ${load}: the load took ${Math.round(busy * 100)} % of its core`);
}
