import { setTimeout as sleep } from "node:timers/promises";

import type { IssuedKey } from "../servers/operator.ts";
import type { ServerProcess } from "../servers/start-server-processes.ts";
import type { AnswerLog } from "./answer-log.ts";
import { meet } from "./meet.ts";

/** A process asks for changes every half second, and forgets a key when it hears that it was made. */
const HEARD_OF_MS = 700;

/** Has every process remember keys that were just made. */
export async function makeKnown(
  servers: readonly ServerProcess[],
  keys: readonly IssuedKey[],
  log: AnswerLog,
): Promise<void> {
  await sleep(HEARD_OF_MS);
  await Promise.all(keys.map((key) => meet(servers, key, log)));
}
