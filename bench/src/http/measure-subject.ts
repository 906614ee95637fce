import { startProcess, type RunningProcess } from "../processes/start-process.ts";
import type { Subject } from "../subjects/subject.ts";
import { subjects, type SubjectName } from "../subjects/subjects.ts";
import type { LoadAnswer, LoadQuestion } from "./load.ts";
import type { ServeAnswer, ServeQuestion } from "./serve.ts";
import type { Seeded } from "./settings.ts";
import { untilIdle } from "./until-idle.ts";

/** What is sent: only good tokens, one bad one of a hundred, or only tokens that nobody has. */
export const LOADS = { hits: 0, mix: 1, misses: 100 } as const;
export type LoadName = keyof typeof LOADS;

/** What one fresh start of a server did under one load. */
export interface Measured {
  readonly requestsPerSecond: number;
  /** CPU time of the server's process, microseconds for each request. */
  readonly cpuPerRequest: number;
}

export interface Manner {
  readonly seconds: number;
  /** In place of the seconds, and of what goes before them: shows that the answers are right, and measures nothing. */
  readonly requests?: number | undefined;
  readonly connections: number;
}

const SERVER_CORE = 0;
const LOAD_CORE = 1;
/** Above this the load was what limited the figure. */
const BUSIEST = 0.97;

export function startLoad(): RunningProcess<LoadQuestion, LoadAnswer> {
  return startProcess(new URL("load.ts", import.meta.url), LOAD_CORE);
}

/** Starts a server with this subject, sends it each of the loads, and stops it. */
export async function measureSubject<Load extends LoadName>(
  subject: SubjectName,
  seeded: Seeded,
  loads: readonly Load[],
  manner: Manner,
  sender: RunningProcess<LoadQuestion, LoadAnswer>,
): Promise<Readonly<Record<Load, Measured>>> {
  const server = startProcess<ServeQuestion, ServeAnswer>(new URL("serve.ts", import.meta.url), SERVER_CORE);
  try {
    const { database, good } = seeded;
    const { leastSeconds = 0 }: Subject = subjects[subject];
    const { connections, requests } = manner;
    const seconds = Math.max(manner.seconds, leastSeconds);
    const { url } = await server.ask({ kind: "start", subject, database, warm: good });
    const measured: [Load, Measured][] = [];
    for (const load of loads) {
      const question = { url, connections, tokens: { ...seeded, percentUnknown: LOADS[load] } };
      // Compiles what runs often, and fills what an application has filled long before.
      if (requests === undefined) {
        await sender.ask({ ...question, seconds: Math.max(0.5, seconds / 2) });
        await untilIdle(server);
      }
      const before = await server.ask({ kind: "usage" });
      const answer = await sender.ask({ ...question, seconds, requests });
      const after = await server.ask({ kind: "usage" });
      requireExpected(subject, load, answer);
      measured.push([
        load,
        {
          requestsPerSecond: answer.requests / answer.seconds,
          cpuPerRequest: (after.cpu - before.cpu) / answer.requests,
        },
      ]);
    }
    await server.ask({ kind: "close" });
    return Object.fromEntries(measured) as Record<Load, Measured>;
  } finally {
    await server.stop();
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
