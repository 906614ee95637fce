import { setTimeout as sleep } from "node:timers/promises";

import type { HttpAnswer } from "./http-client.ts";

const PAUSE_MS = 50;
const PATIENCE_MS = 60_000;

/** Sends a request again as long as it is answered with 503 or not at all, as a patient client does. */
export async function insist(send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await send();
    const final = answer.status !== 503 && answer.status !== 0;
    if (final || performance.now() > end) return answer;
    await sleep(PAUSE_MS);
  }
}
