import { setTimeout as sleep } from "node:timers/promises";

import type { Redis } from "./start-redis.ts";

const PAUSE_MS = 50;

/** Goes on closing the connections of all subscribers; the returned function ends it, with how many were closed. */
export function cutSubscribers(redis: Redis): () => Promise<number> {
  let cutting = true;
  const cut = (async () => {
    let closed = 0;
    while (cutting) {
      closed += Number(await redis.command("CLIENT", "KILL", "TYPE", "pubsub"));
      await sleep(PAUSE_MS);
    }
    return closed;
  })();
  return async function stop() {
    cutting = false;
    return cut;
  };
}
