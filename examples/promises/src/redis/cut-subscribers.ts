import { setTimeout as sleep } from "node:timers/promises";

import type { Redis } from "./start-redis.ts";

const PAUSE_MS = 3;

/** Goes on closing the connections of all subscribers; the returned function ends it, with how many were closed. */
export function cutSubscribers(redis: Redis): () => Promise<number> {
  let cutting = true;
  const cut = redis.session(async (command) => {
    let closed = 0;
    while (cutting) {
      closed += Number(await command("CLIENT", "KILL", "TYPE", "pubsub"));
      await sleep(PAUSE_MS);
    }
    return closed;
  });
  return async function stop() {
    cutting = false;
    return cut;
  };
}
