import { setTimeout as sleep } from "node:timers/promises";

import type { IssuedKey } from "../servers/operator.ts";
import type { ServerProcess } from "../servers/start-server-processes.ts";
import type { AnswerLog } from "./answer-log.ts";
import { askWhoAmI } from "./ask-who-am-i.ts";

const CLOSELY_MS = 25;
const LOOSELY_MS = 600;
const ENOUGH_REFUSALS = 3;
/** Beyond the three seconds after which nobody may accept the key. */
const PURSUIT_MS = 4_500;

/** Tries a key that was revoked at every process: closely while it is accepted, then from time to time. */
export async function pursue(
  servers: readonly ServerProcess[],
  key: IssuedKey,
  log: AnswerLog,
): Promise<void> {
  const end = performance.now() + PURSUIT_MS;
  await Promise.all(
    servers.map(async ({ client }, process) => {
      for (let refusals = 0; performance.now() < end;) {
        const { status } = log.record(process, key, await askWhoAmI(client, key));
        refusals = status === 200 ? 0 : refusals + 1;
        await sleep(refusals < ENOUGH_REFUSALS ? CLOSELY_MS : LOOSELY_MS);
      }
    }),
  );
}
