import { setTimeout as wait } from "node:timers/promises";

import type { RunningProcess } from "../processes/start-process.ts";
import type { ServeAnswer, ServeQuestion } from "./serve.ts";

const PAUSE = 50;
/** Microseconds of CPU in a pause: who answers this question takes some, too. */
const IDLE = 10_000;
const MOST_PAUSES = 200;

/** Waits until a server has finished what was still under way when its last load ended: it is not of the next one. */
export async function untilIdle(server: RunningProcess<ServeQuestion, ServeAnswer>): Promise<void> {
  let { cpu } = await server.ask({ kind: "usage" });
  for (let pauses = 0; pauses < MOST_PAUSES; pauses++) {
    await wait(PAUSE);
    const before = cpu;
    ({ cpu } = await server.ask({ kind: "usage" }));
    if (cpu - before < IDLE) return;
  }
}
