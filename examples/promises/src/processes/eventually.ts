import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 50;

/** Asks until the answer is not undefined; the last failure is the reason when it takes too long. */
export async function eventually<T>(
  what: string,
  limitMs: number,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + limitMs;
  let failure: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      failure = error;
    }
    await sleep(PAUSE_MS);
  } while (performance.now() < end);
  throw new Error(`${what}: not within ${limitMs} ms`, { cause: failure });
}
