import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 20_000;
const PAUSE_MS = 10;

/** Resolves when `condition` holds; a failure of the test when it does not for long. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += PAUSE_MS) {
    if (waited > PATIENCE_MS) throw new Error(`never came to hold: ${condition.toString()}`);
    await sleep(PAUSE_MS);
  }
}
