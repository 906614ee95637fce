import { insist } from "../servers/insist.ts";
import type { IssuedKey } from "../servers/operator.ts";
import type { ServerProcess } from "../servers/start-server-processes.ts";
import type { AnswerLog } from "./answer-log.ts";
import { askWhoAmI } from "./ask-who-am-i.ts";

/** Has every process accept the key twice: what it reads the first time, it remembers for the second. */
export async function meet(servers: readonly ServerProcess[], key: IssuedKey, log: AnswerLog): Promise<void> {
  await Promise.all(
    servers.map(async ({ client }, process) => {
      for (const time of ["first", "second"]) {
        const answer = await insist(() => askWhoAmI(client, key));
        log.record(process, key, answer);
        if (answer.status !== 200)
          throw new Error(`a new key was answered ${answer.status} the ${time} time`);
      }
    }),
  );
}
